//! Taking somebody on: the staff record and, if they sign in, the account, in one deed.

use kernel::Problem;
use office::{AccountId, Act, AddAccount, Command, Reader, Subject, Tx, open_account};
use registry::practice::{AddStaff, MANAGE_STAFF, StaffId};

/// Takes somebody on.
#[derive(Clone, Debug)]
pub struct TakeOn {
    /// Their staff record; the account is filled in when there is one.
    pub staff: AddStaff,
    /// Their account, if they sign in.
    pub account: Option<AddAccount>,
}

impl Command for TakeOn {
    const ACT: Act = MANAGE_STAFF;
    type Done = (StaffId, Option<AccountId>);

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Office)
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<Self::Done, Problem> {
        let opened = self.account.as_ref().map(|new| open_account(tx, new));
        let account = opened.transpose()?.or(self.staff.account);
        let staff = AddStaff { account, ..self.staff.clone() };
        Ok((staff.perform(tx)?, account))
    }
}
