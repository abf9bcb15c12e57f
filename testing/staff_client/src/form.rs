//! The forms on a page, as a browser would send them back: hidden fields, values already there.

/// A form on a page: where it goes and what is already in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// Where it is sent.
    pub action: String,
    /// Names and values of its inputs that have a name, in order. Ticks and choices that are not made are left out.
    pub fields: Vec<(String, String)>,
}

impl Form {
    /// Writes a value into a field, whether it was there or not.
    pub fn fill(&mut self, name: &str, value: &str) -> &mut Self {
        self.fields.retain(|(known, _)| known != name);
        self.fields.push((name.to_owned(), value.to_owned()));
        self
    }

    /// The fields in the shape that [`crate::Line::post`] takes.
    pub fn pairs(&self) -> Vec<(&str, &str)> {
        self.fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
    }
}

/// Every form of a page, in order.
pub fn forms(page: &str) -> Vec<Form> {
    let mut forms = Vec::new();
    for part in page.split("<form").skip(1) {
        let part = part.split("</form>").next().unwrap_or_default();
        let (head, inside) = part.split_once('>').unwrap_or((part, ""));
        let action = attribute(head, "action").or_else(|| attribute(head, "hx-post")).unwrap_or_default();
        forms.push(Form { action, fields: fields(inside) });
    }
    forms
}

/// The value of the first input of the page with this name.
pub fn hidden_value(page: &str, name: &str) -> Option<String> {
    fields(page).into_iter().find(|(known, _)| known == name).map(|(_, value)| value)
}

fn fields(page: &str) -> Vec<(String, String)> {
    let inputs = page.split("<input").skip(1).map(|rest| rest.split('>').next().unwrap_or_default());
    inputs
        .filter(|input| match attribute(input, "type").as_deref() {
            Some("checkbox" | "radio") => input.split_whitespace().any(|word| word == "checked"),
            Some("submit" | "button" | "file") => false,
            _ => true,
        })
        .filter_map(|input| Some((attribute(input, "name")?, attribute(input, "value").unwrap_or_default())))
        .collect()
}

/// The value of an attribute in the inside of a tag, with entities resolved.
fn attribute(tag: &str, name: &str) -> Option<String> {
    let mut rest = tag;
    while let Some(at) = rest.find(name) {
        let starts_word = rest[..at].ends_with(char::is_whitespace);
        let after = &rest[at + name.len()..];
        if let (true, Some(value)) = (starts_word, after.strip_prefix("=\"")) {
            return value.split('"').next().map(unescape);
        }
        rest = after;
    }
    None
}

fn unescape(text: &str) -> String {
    text.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&#39;", "'").replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::{forms, hidden_value};

    const PAGE: &str = r#"<form method="post" action="/sign-in"><input type="hidden" name="csrf" value="a&amp;b">
        <input name="user" value=""><input type="checkbox" name="stay" value="1"><input type="submit" name="go"></form>
        <form hx-post="/lock"><input type="radio" checked name="how" value="now"></form>"#;

    #[test]
    fn a_form_is_sent_back_as_a_browser_would() {
        let mut found = forms(PAGE);
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].action, "/sign-in");
        assert_eq!(found[0].fill("user", "rosa").pairs(), [("csrf", "a&b"), ("user", "rosa")]);
        assert_eq!(found[1].action, "/lock");
        assert_eq!(found[1].pairs(), [("how", "now")]);
    }

    #[test]
    fn a_name_is_matched_whole() {
        assert_eq!(hidden_value(PAGE, "csrf").as_deref(), Some("a&b"));
        assert_eq!(hidden_value(PAGE, "srf"), None);
    }
}
