//! Photos: one per patient, so that the right person is in the right chart.

use crate::people::merging::check_stands;
use crate::people::tables::patient_photo;
use crate::people::{PeopleFact, REGISTER, SEE_DEMOGRAPHICS};
use diesel::prelude::*;
use kernel::{Moment, Problem};
use office::{Act, Command, Discloses, PatientId, Query, Reader, Subject, Tx};

/// Bytes of a photo at most.
const PHOTO_MAX: usize = 512 * 1024;

/// Keeps a patient's photo, in place of the one before.
#[derive(Clone)]
pub struct KeepPhoto {
    /// Whose.
    pub patient: PatientId,
    /// JPEG or PNG.
    pub image: Vec<u8>,
}

/// What the first bytes say the image is.
fn media_type(image: &[u8]) -> Option<&'static str> {
    match image {
        [0xFF, 0xD8, 0xFF, ..] => Some("image/jpeg"),
        [0x89, b'P', b'N', b'G', ..] => Some("image/png"),
        _ => None,
    }
}

impl Command for KeepPhoto {
    const ACT: Act = REGISTER;
    type Done = ();

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(self.patient))
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<(), Problem> {
        let kind = media_type(&self.image).filter(|_| self.image.len() <= PHOTO_MAX);
        let Some(kind) = kind else {
            let say = "Choose a JPEG or PNG picture of at most 512 kB.";
            return Err(Problem::invalid("bad_photo", say).at("photo", say));
        };
        check_stands(tx, self.patient)?;
        let now = tx.now();
        let mut pen = tx.write(PeopleFact::PhotoTaken { patient: self.patient });
        pen.run(diesel::delete(patient_photo::table.filter(patient_photo::patient.eq(self.patient))))?;
        let row = (
            patient_photo::patient.eq(self.patient),
            patient_photo::media_type.eq(kind),
            patient_photo::image.eq(&self.image),
            patient_photo::taken_at.eq(now),
        );
        pen.insert(patient_photo::table, row)?;
        Ok(())
    }
}

/// A patient's photo, to look at.
#[derive(Clone, Copy, Debug)]
pub struct PhotoOf {
    /// Whose.
    pub patient: PatientId,
}

/// A photo.
#[derive(Clone)]
pub struct Photo {
    /// Whose.
    pub patient: PatientId,
    /// `image/jpeg` or `image/png`.
    pub media_type: String,
    /// The bytes.
    pub image: Vec<u8>,
    /// When it was taken.
    pub taken_at: Moment,
}

impl Discloses for Photo {
    fn patients(&self) -> Vec<PatientId> {
        vec![self.patient]
    }
}

impl Query for PhotoOf {
    const ACT: Act = SEE_DEMOGRAPHICS;
    type Answer = Photo;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(self.patient))
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<Photo, Problem> {
        let query = patient_photo::table.filter(patient_photo::patient.eq(self.patient));
        let query = query.select((patient_photo::media_type, patient_photo::image, patient_photo::taken_at));
        let (media_type, image, taken_at) = read.one(query, "photo")?;
        Ok(Photo { patient: self.patient, media_type, image, taken_at })
    }
}
