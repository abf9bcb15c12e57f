//! How a request came: for a whole page, for a fragment of one, for a dialog, or by a page that refreshes itself.

use axum::http::HeaderMap;
use office::Activity;

/// How a request came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Asked {
    /// By the address bar, a link or a plain form.
    Page,
    /// By htmx, for a part of the page.
    Fragment,
    /// By htmx, for what a dialog shows.
    Dialog,
    /// By a live part of a page that fetches itself anew.
    Live,
}

impl Asked {
    pub(crate) fn of(headers: &HeaderMap) -> Self {
        let has = |name: &str| headers.contains_key(name);
        if !has("hx-request") || has("hx-boosted") || has("hx-history-restore-request") {
            Self::Page
        } else if has("x-moa-live") {
            Self::Live
        } else if headers.get("hx-target").is_some_and(|target| target == "dialog") {
            Self::Dialog
        } else {
            Self::Fragment
        }
    }

    /// Whether this shows that somebody is at the desk.
    pub(crate) fn activity(self) -> Activity {
        match self {
            Self::Live => Activity::Page,
            Self::Page | Self::Fragment | Self::Dialog => Activity::Person,
        }
    }
}
