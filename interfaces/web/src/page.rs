//! Pages: one responder that decides whether the whole page goes out, a fragment of it, or what a dialog shows.

use crate::answer::Answer;
use crate::asked::Asked;
use crate::cookie::SAY;
use crate::kit::{self, Banner, Dialog, Notice, Tone, User};
use crate::rail;
use crate::staff::{Staff, unescaped};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use maud::{Markup, Render, html};
use office::{IDLE_LOCK_MINUTES, Permission};
use registry::practice::Site;

/// A page on its way out.
pub(crate) struct Page<'a> {
    staff: &'a Staff,
    shell: kit::Shell,
    body: Markup,
    notices: Vec<Notice>,
    status: StatusCode,
}

impl Staff {
    /// A page of this title, which must carry no patient's name.
    pub(crate) fn page(&self, title: &str, body: impl Render) -> Page<'_> {
        Page { staff: self, shell: self.shell(title), body: body.render(), notices: Vec::new(), status: StatusCode::OK }
    }

    /// The page as it is: the usual end of a handler that looks.
    ///
    /// # Errors
    /// None; it is an [`Answer`] so that it can stand at the end of a handler.
    pub(crate) fn show(&self, title: &str, body: impl Render) -> Answer {
        self.page(title, body).answer()
    }

    /// What a dialog shows; a page of its own where there is no dialog to show it in.
    ///
    /// # Errors
    /// None, as for [`Staff::show`].
    pub(crate) fn dialog(&self, title: &str, body: impl Render) -> Answer {
        self.dialog_with(StatusCode::OK, title, body)
    }

    /// The dialog again, because what was typed into it has faults.
    ///
    /// # Errors
    /// None, as for [`Staff::show`].
    pub(crate) fn dialog_again(&self, title: &str, body: impl Render) -> Answer {
        self.dialog_with(StatusCode::UNPROCESSABLE_ENTITY, title, body)
    }

    fn dialog_with(&self, status: StatusCode, title: &str, body: impl Render) -> Answer {
        let dialog = Dialog::new(title, body);
        match self.asked {
            Asked::Page => self.page(title, dialog.as_page()).status(status).answer(),
            Asked::Fragment | Asked::Dialog | Asked::Live => Ok((status, dialog.render()).into_response()),
        }
    }

    fn shell(&self, title: &str) -> kit::Shell {
        let roles: Vec<&str> = self.who.roles().iter().map(|role| role.title()).collect();
        let user = User {
            name: self.who.name().to_owned(),
            role: roles.join(", "),
            idle_minutes: u16::try_from(IDLE_LOCK_MINUTES).unwrap_or(15),
        };
        let mut shell = kit::Shell::new(title, &self.here, user, &self.seal(), self.desk.office().now())
            .rail(rail::places(self))
            .sites(self.site().ok().map(shown_site), self.sites.iter().map(|(site, _)| shown_site(site)).collect());
        if self.may(Permission::AnswerPhone) && self.site().is_ok() {
            shell = shell.with_telephone();
        }
        if let Some(say) = self.say.as_deref().filter(|say| !say.is_empty()) {
            shell = shell.notice(Notice::new(Tone::Good, unescaped(say)));
        }
        shell
    }
}

fn shown_site(site: &Site) -> kit::Site {
    kit::Site { id: site.id.to_string(), name: site.name.clone() }
}

impl Page<'_> {
    /// The patient whom the page is about.
    pub(crate) fn banner(self, banner: Banner) -> Self {
        Self { shell: self.shell.banner(banner), ..self }
    }

    /// A notice at its head; beside a fragment it passes by.
    pub(crate) fn notice(mut self, notice: Notice) -> Self {
        self.notices.push(notice);
        self
    }

    /// Another status than 200.
    pub(crate) fn status(self, status: StatusCode) -> Self {
        Self { status, ..self }
    }

    /// The page again, because what was typed into its form has faults.
    pub(crate) fn again(self) -> Self {
        self.status(StatusCode::UNPROCESSABLE_ENTITY)
    }

    /// The whole page to a browser that asked for one, the body alone to htmx.
    ///
    /// # Errors
    /// None, as for [`Staff::show`].
    pub(crate) fn answer(self) -> Answer {
        match self.staff.asked {
            Asked::Page => Ok(self.whole()),
            Asked::Fragment | Asked::Dialog | Asked::Live => {
                let body = html! { (self.body) @for notice in &self.notices { (notice.passing()) } };
                Ok((self.status, body).into_response())
            }
        }
    }

    fn whole(self) -> Response {
        let shell = self.notices.into_iter().fold(self.shell, kit::Shell::notice);
        let mut answer = (self.status, shell.page(self.body)).into_response();
        if self.staff.say.is_some() {
            SAY.clear(&mut answer, self.staff.desk.transport());
        }
        answer
    }
}
