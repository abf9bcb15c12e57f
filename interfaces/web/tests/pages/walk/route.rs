//! One route: what it needs, and what to send so that it gets as far as the office.

use office::Permission;

/// What a route needs.
pub enum Needs {
    /// Nothing: it is the door.
    Nothing,
    /// Somebody who is signed in.
    SignedIn,
    /// A permission.
    Permission(Permission),
}

/// One route.
pub struct Route {
    pub method: &'static str,
    pub path: &'static str,
    pub needs: Needs,
    pub fields: &'static [(&'static str, &'static str)],
}

impl Route {
    pub fn name(&self) -> String {
        format!("{} {}", self.method, self.path)
    }
}

pub const fn get(path: &'static str, needs: Needs) -> Route {
    Route { method: "GET", path, needs, fields: &[] }
}

pub const fn post(path: &'static str, needs: Needs, fields: &'static [(&'static str, &'static str)]) -> Route {
    Route { method: "POST", path, needs, fields }
}
