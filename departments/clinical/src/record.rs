//! The shape that all records of the chart share: an id, a patient, and columns of its own.

/// Makes a kind of record: its Diesel table and the row that is stored and read.
///
/// `record! { /// Doc. Struct in table: IdType { /// Doc. column: RustType = [SqlType], … } }`
macro_rules! record {
    ($(#[$doc:meta])* $row:ident in $table:ident : $id:ident {
        $($(#[$column_doc:meta])* $column:ident : $rust:ty = [$($sql:tt)+],)+
    }) => {
        diesel::table! {
            $table (id) {
                id -> Binary,
                patient -> Binary,
                $($column -> $($sql)+,)+
            }
        }

        $(#[$doc])*
        #[derive(Clone, diesel::Insertable, diesel::Queryable, diesel::Selectable, diesel::AsChangeset)]
        #[diesel(table_name = $table, treat_none_as_default_value = false, treat_none_as_null = true)]
        pub struct $row {
            /// Its id; the same each time the same piece comes in from the same place.
            pub id: $id,
            /// Whose it is.
            pub patient: office::PatientId,
            $($(#[$column_doc])* pub $column: $rust,)+
        }

        impl crate::chart::Kept for $row {
            fn keep(&self, pen: &mut office::Pen<'_, '_>) -> Result<(), kernel::Problem> {
                pen.insert($table::table, self).map(drop)
            }

            fn forget(id: kernel::RawId, pen: &mut office::Pen<'_, '_>) -> Result<(), kernel::Problem> {
                use diesel::prelude::*;
                let id = $id::from(id);
                pen.run(diesel::delete($table::table.filter($table::id.eq(id)))).map(drop)
            }

            fn replace(&self, pen: &mut office::Pen<'_, '_>) -> Result<(), kernel::Problem> {
                use diesel::prelude::*;
                let target = $table::table.filter($table::id.eq(self.id)).filter($table::patient.eq(self.patient));
                pen.change(diesel::update(target).set(self)).map(drop)
            }

            fn find(
                read: &mut office::Reader<'_>,
                patient: office::PatientId,
                id: kernel::RawId,
            ) -> Result<Option<Self>, kernel::Problem> {
                use diesel::prelude::*;
                let here = $table::table.filter($table::id.eq($id::from(id))).filter($table::patient.eq(patient));
                read.maybe(here.select(Self::as_select()))
            }
        }

        impl office::Discloses for $row {
            fn patients(&self) -> Vec<office::PatientId> {
                vec![self.patient]
            }
        }
    };
}

pub(crate) use record;
