//! The icons: our own small set, drawn on a 24 by 24 field with one stroke, in the page's own colour.

use maud::{Markup, PreEscaped, Render, html};

/// Makes the icons: each with its drawing beside its name.
macro_rules! icons {
    ($($name:ident: $drawing:literal,)*) => {
        /// One icon. It is decoration: the words beside it, or the label of the control, say what it means.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[expect(missing_docs, reason = "each icon is named for what it shows")]
        pub enum Icon { $($name),* }

        impl Icon {
            const fn drawing(self) -> &'static str {
                match self { $(Self::$name => $drawing),* }
            }
        }
    };
}

icons! {
    Alert: r#"<path d="M12 3.6 2.6 20h18.8zM12 10v4.5M12 17.3v.2"/>"#,
    Back: r#"<path d="m14.5 5.5-6.5 6.5 6.5 6.5"/>"#,
    Bed: r#"<path d="M3 5v15M3 16h18v4M21 16v-3a3 3 0 0 0-3-3h-7v6M7 12.2a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6"/>"#,
    Bell: r#"<path d="M6 17V11a6 6 0 0 1 12 0v6l1.5 1.5h-15zM10 21h4"/>"#,
    Board: r#"<path d="M3.5 4.5h17v15h-17zM9.2 4.5v15M14.8 4.5v15M5.5 8h1.5M11.2 8h1.6M11.2 11h1.6M17 8h1.5"/>"#,
    Box: r#"<path d="m3.5 7.5 8.5-4 8.5 4v9l-8.5 4-8.5-4zM3.5 7.5l8.5 4 8.5-4M12 11.5v9"/>"#,
    Building: r#"<path d="M5 21V3.5h14V21M3 21h18M9 8h1.5M13.5 8H15M9 12h1.5M13.5 12H15M10 21v-4h4v4"/>"#,
    Calendar: r#"<path d="M4 5.5h16v15H4zM4 10h16M8 3v4.5M16 3v4.5"/>"#,
    Camera: r#"<path d="M3.5 7.5H7l2-3h6l2 3h3.5v12h-17zM12 16.5a3.3 3.3 0 1 0 0-6.6 3.3 3.3 0 0 0 0 6.6"/>"#,
    Card: r#"<path d="M3 5.5h18v13H3zM3 10h18M6.5 15h4"/>"#,
    Chart: r#"<path d="M4 4v16h16M8.5 16v-4M12.5 16V8M16.5 16v-6"/>"#,
    Check: r#"<path d="m4.5 12.5 5 5 10-11"/>"#,
    CheckCircle: r#"<circle cx="12" cy="12" r="9"/><path d="m8 12.3 2.8 2.8 5.2-6"/>"#,
    ChevronDown: r#"<path d="m6 9.5 6 6 6-6"/>"#,
    Clock: r#"<circle cx="12" cy="12" r="9"/><path d="M12 6.8V12l3.4 2.2"/>"#,
    Close: r#"<path d="m6 6 12 12M18 6 6 18"/>"#,
    Document: r#"<path d="M6 3h8l4.5 4.5V21H6zM14 3v5h4.5M9 12.5h6.5M9 16h6.5"/>"#,
    Door: r#"<path d="M6 21V3h9.5v18M3 21h18M12 11.5v1.5M15.5 5.5H19V21"/>"#,
    Edit: r#"<path d="M4 20v-4L15.5 4.5l4 4L8 20zM13 7l4 4"/>"#,
    Envelope: r#"<path d="M3 5.5h18v13H3zM3 6.5l9 7 9-7"/>"#,
    Exit: r#"<path d="M13.5 4H5v16h8.5M10 12h10.5M17 8.5l3.5 3.5-3.5 3.5"/>"#,
    File: r#"<path d="M3 6h6.5l2 2.5H21V19H3z"/>"#,
    Flask: r#"<path d="M9.5 3.5h5M10.5 3.5v6L4.8 19a1.2 1.2 0 0 0 1 1.8h12.4a1.2 1.2 0 0 0 1-1.8l-5.7-9.5v-6M7.8 14.5h8.4"/>"#,
    Forward: r#"<path d="m9.5 5.5 6.5 6.5-6.5 6.5"/>"#,
    Gear: r#"<circle cx="12" cy="12" r="3.2"/><path d="M12 3v3M12 18v3M3 12h3M18 12h3M5.6 5.6l2.2 2.2M16.2 16.2l2.2 2.2M18.4 5.6l-2.2 2.2M7.8 16.2l-2.2 2.2"/>"#,
    Grip: r#"<path d="M9 6v.2M15 6v.2M9 12v.2M15 12v.2M9 18v.2M15 18v.2"/>"#,
    Heart: r#"<path d="M12 20.5C5.5 16 3 12.5 3 9a4.6 4.6 0 0 1 9-1.400A4.6 4.6 0 0 1 21 9c0 3.5-2.5 7-9 11.500z"/>"#,
    History: r#"<path d="M4 12a8.2 8.2 0 1 0 2.6-6L4 8.400M4 3.800v4.600h4.600M12 7.500V12l3 2"/>"#,
    Home: r#"<path d="m3.5 11 8.5-7.5 8.5 7.500M6 9v11.500h12V9M10 20.500v-6h4v6"/>"#,
    IdCard: r#"<path d="M3 5h18v14H3zM8.5 12.200a2 2 0 1 0 0-4 2 2 0 0 0 0 4M5.5 16c.6-1.6 1.7-2.3 3-2.300s2.4.7 3 2.300M14.5 9.500H18M14.5 13H18"/>"#,
    Info: r#"<circle cx="12" cy="12" r="9"/><path d="M12 11v5.500M12 7.500v.2"/>"#,
    Keyboard: r#"<path d="M2.5 6.500h19v11h-19zM6 10v.2M9 10v.2M12 10v.2M15 10v.2M18 10v.2M8 14h8"/>"#,
    List: r#"<path d="M8.5 6H20M8.5 12H20M8.5 18H20M4 6h.8M4 12h.8M4 18h.8"/>"#,
    Lock: r#"<path d="M5 10.500h14v10H5zM8 10.500V7.500a4 4 0 0 1 8 0v3M12 14.500v2.5"/>"#,
    Message: r#"<path d="M3.5 5h17v12H11l-4.5 3.500V17h-3z"/>"#,
    Money: r#"<path d="M2.5 6h19v12h-19zM12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6M6 12h.2M17.8 12h.2"/>"#,
    Moon: r#"<path d="M20 14.500A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.500z"/>"#,
    More: r#"<path d="M5.5 12h.2M12 12h.2M18.5 12h.2"/>"#,
    Octagon: r#"<path d="M8.3 3h7.400L21 8.300v7.400L15.7 21H8.300L3 15.700V8.300zM12 7.500V13M12 16.300v.2"/>"#,
    People: r#"<circle cx="9" cy="8" r="3.5"/><path d="M2.5 20c.6-4 3.2-6 6.5-6s5.9 2 6.5 6M15.5 4.900a3.5 3.5 0 0 1 0 6.200M18 14.700c2 .8 3.2 2.6 3.5 5.3"/>"#,
    Person: r#"<circle cx="12" cy="8" r="4"/><path d="M4.5 20.500c.7-4.3 3.7-6.5 7.5-6.500s6.8 2.2 7.5 6.5"/>"#,
    Phone: r#"<path d="M5 3.500h4l1.8 4.7-2.3 1.700a12 12 0 0 0 5.6 5.600l1.7-2.3 4.7 1.800v4c0 .8-.7 1.5-1.5 1.500C11 20.5 3.5 13 3.5 5c0-.8.7-1.5 1.5-1.500z"/>"#,
    Pill: r#"<path d="m4.7 12.5 7.8-7.800a4.8 4.8 0 0 1 6.8 6.800l-7.8 7.800a4.8 4.8 0 0 1-6.8-6.800zM8.6 8.600l6.8 6.8"/>"#,
    Pin: r#"<path d="M12 21.500c-4.5-5-7-8.5-7-11.500a7 7 0 0 1 14 0c0 3-2.5 6.5-7 11.500zM12 12.500a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5"/>"#,
    Plus: r#"<path d="M12 4.500v15M4.5 12h15"/>"#,
    Print: r#"<path d="M7 8.500V3.500h10v5M7 17H3.500V8.500h17V17H17M7 14h10v6.500H7z"/>"#,
    Refer: r#"<path d="M3.5 19.500c0-7 4-10 12-10M12 5l4.5 4.500L12 14M20.5 4v11"/>"#,
    Search: r#"<circle cx="10.5" cy="10.5" r="6.5"/><path d="m15.5 15.5 5 5"/>"#,
    Shield: r#"<path d="M12 3 4.5 6v5.500c0 5 3 8 7.5 9.5 4.5-1.5 7.5-4.5 7.5-9.500V6zM8.8 12l2.3 2.3 4.2-4.6"/>"#,
    Sparse: r#"<circle cx="12" cy="12" r="8.5" stroke-dasharray="3 3"/>"#,
    Stethoscope: r#"<path d="M5 3.500H3.500V9a4.5 4.5 0 0 0 9 0V3.500H11M8 13.500V16a5 5 0 0 0 10 0v-2.500M18 13.500a2 2 0 1 0 0-4 2 2 0 0 0 0 4"/>"#,
    Sun: r#"<circle cx="12" cy="12" r="4"/><path d="M12 2.500v2M12 19.500v2M2.5 12h2M19.5 12h2M5.3 5.300l1.4 1.400M17.3 17.300l1.4 1.400M18.7 5.300l-1.4 1.400M6.7 17.300l-1.4 1.4"/>"#,
    Syringe: r#"<path d="m14 4.5 5.5 5.500M16.7 7.3 20 4M13.5 6.5 5.5 14.500v4h4l8-8M5.5 18.5 3 21M10 10l2.5 2.500M7.5 12.5 10 15"/>"#,
    Undo: r#"<path d="M4 9.500h10a5.5 5.5 0 0 1 0 11H8M4 9.500l4.5-4.500M4 9.5 8.5 14"/>"#,
    Upload: r#"<path d="M12 16V4M7.5 8.5 12 4l4.5 4.500M4 15v5h16v-5"/>"#,
}

impl Icon {
    /// The drawing alone, to be shown by its id in as many places as like.
    pub(super) fn symbol(self, id: &str) -> Markup {
        html! { symbol id=(id) viewBox="0 0 24 24" { (PreEscaped(self.drawing())) } }
    }
}

impl Render for Icon {
    fn render(&self) -> Markup {
        html! {
            svg.icon viewBox="0 0 24 24" aria-hidden="true" focusable="false" { (PreEscaped(self.drawing())) }
        }
    }
}
