//! Accounts: who may sign in, as what, and where. Kept by the office manager.

use crate::act::{Act, Permission};
use crate::actor::{AccountId, Actor, Role, Sites};
use crate::fact::Fact;
use crate::path::{Command, Query};
use crate::reader::Reader;
use crate::sign_in::password::Password;
use crate::sign_in::tables::{account, account_site};
use crate::subject::{NoPatients, SiteId, Subject};
use crate::tx::Tx;
use diesel::prelude::*;
use kernel::{Moment, Problem};
use serde::Serialize;

/// Keeping other people's accounts.
pub const MANAGE_ACCOUNTS: Act = Act::new("accounts.manage", Permission::ManageStaff);
/// Keeping one's own.
pub const OWN_ACCOUNT: Act = Act::new("accounts.own", Permission::OwnAccount);

/// What happened to an account.
#[derive(Serialize)]
#[serde(untagged)]
pub(crate) enum AccountFact {
    Added { account: AccountId, roles: Vec<Role> },
    Changed { account: AccountId, roles: Vec<Role>, disabled: bool },
    PasswordReset { account: AccountId },
    OwnPasswordChanged { account: AccountId },
    OwnPinSet { account: AccountId },
}

impl Fact for AccountFact {
    fn name(&self) -> &'static str {
        match self {
            Self::Added { .. } => "account.added",
            Self::Changed { .. } => "account.changed",
            Self::PasswordReset { .. } => "account.password_reset",
            Self::OwnPasswordChanged { .. } => "account.password_changed",
            Self::OwnPinSet { .. } => "account.pin_set",
        }
    }
}

#[derive(Queryable, Selectable, Insertable, Clone)]
#[diesel(table_name = account)]
pub(crate) struct AccountRow {
    pub id: AccountId,
    pub login: String,
    pub name: String,
    pub roles: String,
    pub every_site: bool,
    pub password: String,
    pub must_change: bool,
    #[diesel(treat_none_as_default_value = false)]
    pub pin: Option<String>,
    pub failures: i64,
    #[diesel(treat_none_as_default_value = false)]
    pub barred_until: Option<Moment>,
    #[diesel(treat_none_as_default_value = false)]
    pub disabled_at: Option<Moment>,
    pub version: i64,
}

impl AccountRow {
    pub(crate) fn roles(&self) -> Vec<Role> {
        self.roles.split(' ').filter_map(Role::from_word).collect()
    }

    pub(crate) fn actor(&self, sites: Vec<SiteId>) -> Actor {
        let sites = if self.every_site { Sites::All } else { Sites::Some(sites) };
        Actor::person(self.id, self.name.clone(), self.roles(), sites)
    }
}

fn words(roles: &[Role]) -> String {
    roles.iter().map(|role| role.word()).collect::<Vec<_>>().join(" ")
}

/// Gives somebody an account.
#[derive(Clone, Debug)]
pub struct AddAccount {
    /// What they type to sign in; kept in lower case.
    pub login: String,
    /// Their name, as colleagues see it.
    pub name: String,
    /// What they are; at least one.
    pub roles: Vec<Role>,
    /// Where they work.
    pub sites: Sites,
    /// The first password, to be changed at the first sign-in, already hashed ([`Password::hash`]).
    pub password_hash: String,
    /// Whether they must change it at the first sign-in.
    pub first_password: FirstPassword,
}

/// Whether a password was given by somebody else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FirstPassword {
    /// By a manager; it is changed at the first sign-in.
    Given,
    /// The person chose it.
    Chosen,
}

impl Command for AddAccount {
    const ACT: Act = MANAGE_ACCOUNTS;
    type Done = AccountId;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Office)
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<AccountId, Problem> {
        open_account(tx, self)
    }
}

/// Opens an account within another deed, such as founding the practice or taking on a member of staff.
///
/// # Errors
/// Invalid, when the login or the roles will not do; conflict, when the login is taken.
pub fn open_account(tx: &mut Tx<'_>, new: &AddAccount) -> Result<AccountId, Problem> {
    let login = login_of(&new.login)?;
    check_roles(&new.roles)?;
    if new.name.trim().is_empty() {
        return Err(Problem::invalid("no_name", "Enter the person's name.").at("name", "Enter the person's name."));
    }
    let taken: Option<AccountId> = tx.maybe(account::table.filter(account::login.eq(&login)).select(account::id))?;
    if taken.is_some() {
        let say = "This sign-in name is taken. Choose another.";
        return Err(Problem::conflict("login_taken", say).at("login", say));
    }
    let id: AccountId = tx.id();
    let row = AccountRow {
        id,
        login,
        name: new.name.trim().to_owned(),
        roles: words(&new.roles),
        every_site: new.sites == Sites::All,
        password: new.password_hash.clone(),
        must_change: new.first_password == FirstPassword::Given,
        pin: None,
        failures: 0,
        barred_until: None,
        disabled_at: None,
        version: 1,
    };
    let mut pen = tx.write(AccountFact::Added { account: id, roles: new.roles.clone() });
    pen.insert(account::table, &row)?;
    if let Sites::Some(sites) = &new.sites {
        for site in sites {
            pen.insert(account_site::table, (account_site::account.eq(id), account_site::site.eq(site)))?;
        }
    }
    Ok(id)
}

fn login_of(text: &str) -> Result<String, Problem> {
    let login = text.trim().to_lowercase();
    let plain = login.chars().all(|c| c.is_alphanumeric() || ".-_@".contains(c));
    if !(2..=64).contains(&login.chars().count()) || !plain {
        let say = "Choose a sign-in name of 2 to 64 letters, digits, dots, dashes or @.";
        return Err(Problem::invalid("bad_login", say).at("login", say));
    }
    Ok(login)
}

fn check_roles(roles: &[Role]) -> Result<(), Problem> {
    if roles.is_empty() || roles.iter().any(|role| matches!(role, Role::Patient | Role::Machine)) {
        let say = "Choose at least one role.";
        return Err(Problem::invalid("no_role", say).at("roles", say));
    }
    Ok(())
}

/// Changes what somebody is and where they work, or takes their account away.
#[derive(Clone, Debug)]
pub struct ChangeAccount {
    /// Whose.
    pub account: AccountId,
    /// The version the manager saw.
    pub version: i64,
    /// Their name.
    pub name: String,
    /// What they are from now on.
    pub roles: Vec<Role>,
    /// Where they work from now on.
    pub sites: Sites,
    /// Whether they may still sign in.
    pub standing: AccountStanding,
}

/// Whether an account can be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AccountStanding {
    /// It can.
    Open,
    /// It cannot; its sessions end at once.
    Disabled,
}

impl Command for ChangeAccount {
    const ACT: Act = MANAGE_ACCOUNTS;
    type Done = ();

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Office)
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<(), Problem> {
        check_roles(&self.roles)?;
        let keeps_managing = self.roles.contains(&Role::OfficeManager) && self.standing == AccountStanding::Open;
        if self.account == tx.who().account() && !keeps_managing {
            let say = "You cannot take the office manager's role from yourself. Ask another office manager.";
            return Err(Problem::refused("own_role", say).at("roles", say));
        }
        let disabled = self.standing == AccountStanding::Disabled;
        let now = tx.now();
        let mut pen = tx.write(AccountFact::Changed { account: self.account, roles: self.roles.clone(), disabled });
        let target = account::table.filter(account::id.eq(self.account).and(account::version.eq(self.version)));
        pen.change(diesel::update(target).set((
            account::name.eq(self.name.trim()),
            account::roles.eq(words(&self.roles)),
            account::every_site.eq(self.sites == Sites::All),
            account::disabled_at.eq(disabled.then_some(now)),
            account::version.eq(self.version + 1),
        )))?;
        pen.run(diesel::delete(account_site::table.filter(account_site::account.eq(self.account))))?;
        if let Sites::Some(sites) = &self.sites {
            for site in sites {
                pen.insert(account_site::table, (account_site::account.eq(self.account), account_site::site.eq(site)))?;
            }
        }
        Ok(())
    }
}

/// Gives somebody a new first password, because they forgot theirs.
#[derive(Clone, Debug)]
pub struct ResetPassword {
    /// Whose.
    pub account: AccountId,
    /// The new one's hash.
    pub password_hash: String,
}

impl Command for ResetPassword {
    const ACT: Act = MANAGE_ACCOUNTS;
    type Done = ();

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Office)
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<(), Problem> {
        let mut pen = tx.write(AccountFact::PasswordReset { account: self.account });
        pen.change(diesel::update(account::table.filter(account::id.eq(self.account))).set((
            account::password.eq(&self.password_hash),
            account::must_change.eq(true),
            account::failures.eq(0),
            account::barred_until.eq(None::<Moment>),
        )))?;
        Ok(())
    }
}

/// Changes one's own password. The old one is checked in the deed itself.
#[derive(Clone, Debug)]
pub struct ChangeOwnPassword {
    /// The password until now.
    pub old: Password,
    /// The new one's hash.
    pub new_hash: String,
}

impl Command for ChangeOwnPassword {
    const ACT: Act = OWN_ACCOUNT;
    type Done = ();

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Office)
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<(), Problem> {
        check_own_password(tx, &self.old)?;
        let me = tx.who().account();
        let mut pen = tx.write(AccountFact::OwnPasswordChanged { account: me });
        pen.change(
            diesel::update(account::table.filter(account::id.eq(me)))
                .set((account::password.eq(&self.new_hash), account::must_change.eq(false))),
        )?;
        Ok(())
    }
}

/// Sets the PIN with which one unlocks one's own session.
#[derive(Clone, Debug)]
pub struct SetOwnPin {
    /// One's password, to show that it is oneself.
    pub password: Password,
    /// The PIN's hash ([`crate::Pin::hash`]).
    pub pin_hash: String,
}

impl Command for SetOwnPin {
    const ACT: Act = OWN_ACCOUNT;
    type Done = ();

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Office)
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<(), Problem> {
        check_own_password(tx, &self.password)?;
        let me = tx.who().account();
        let mut pen = tx.write(AccountFact::OwnPinSet { account: me });
        pen.change(
            diesel::update(account::table.filter(account::id.eq(me))).set(account::pin.eq(Some(&self.pin_hash))),
        )?;
        Ok(())
    }
}

fn check_own_password(tx: &mut Tx<'_>, typed: &Password) -> Result<(), Problem> {
    let me = tx.who().account();
    let stored: String = tx.one(account::table.filter(account::id.eq(me)).select(account::password), "account")?;
    if typed.holds(&stored) {
        return Ok(());
    }
    let say = "This is not your password.";
    Err(Problem::refused("wrong_password", say).at("old", say))
}

/// Whether anybody has an account yet: if not, the browser is shown the set-up.
///
/// # Errors
/// Broken, when the database fails.
pub fn first_account_exists(read: &mut Reader<'_>) -> Result<bool, Problem> {
    let any: Option<AccountId> = read.maybe(account::table.select(account::id))?;
    Ok(any.is_some())
}

/// All accounts, for the manager's list.
#[derive(Clone, Copy, Debug)]
pub struct Accounts;

/// An account as the manager sees it.
#[derive(Clone, Debug)]
pub struct AccountLine {
    /// Its id.
    pub account: AccountId,
    /// The sign-in name.
    pub login: String,
    /// The person's name.
    pub name: String,
    /// What they are.
    pub roles: Vec<Role>,
    /// Where they work.
    pub sites: Sites,
    /// When it was taken away, if it was.
    pub disabled_at: Option<Moment>,
    /// For the next change.
    pub version: i64,
}

/// The manager's list.
pub type AccountsAnswer = NoPatients<Vec<AccountLine>>;

impl Query for Accounts {
    const ACT: Act = MANAGE_ACCOUNTS;
    type Answer = AccountsAnswer;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Office)
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<AccountsAnswer, Problem> {
        let rows: Vec<AccountRow> =
            read.list(account::table.order(account::name).select(AccountRow::as_select()), 1_000)?;
        let pairs: Vec<(AccountId, SiteId)> =
            read.list(account_site::table.select((account_site::account, account_site::site)), 20_000)?;
        let line = |row: AccountRow| {
            let sites = pairs.iter().filter(|(account, _)| *account == row.id).map(|(_, site)| *site).collect();
            AccountLine {
                account: row.id,
                roles: row.roles(),
                sites: if row.every_site { Sites::All } else { Sites::Some(sites) },
                login: row.login,
                name: row.name,
                disabled_at: row.disabled_at,
                version: row.version,
            }
        };
        Ok(NoPatients(rows.into_iter().map(line).collect()))
    }
}
