//! The text layer of a PDF: the words of a page in the order in which they are drawn, apart where the pen moves.

use lopdf::content::{Content, Operation};
use lopdf::{Document, Encoding, Object, ObjectId, Result};
use std::collections::BTreeMap;

/// From which gap on two pieces of a line are two words, in thousandths of the letters' size (ISO 32000-2:2020, 9.4.3).
const GAP: f32 = 180.0;

/// The words of one page.
///
/// # Errors
/// When the page unpacks to more than `unpacked_max` bytes, or cannot be read.
pub(crate) fn of_page(document: &Document, page: ObjectId, unpacked_max: usize) -> Result<String> {
    let fonts = document.get_page_fonts(page)?;
    // A font without a table of its letters leaves its words out: they are a picture to us.
    let encodings: BTreeMap<Vec<u8>, Encoding<'_>> = fonts
        .into_iter()
        .filter_map(|(name, font)| Some((name, font.get_font_encoding_with_limit(document, unpacked_max).ok()?)))
        .collect();
    let content = Content::decode(&document.get_page_content_with_limit(page, unpacked_max)?)?;
    let mut page = Page { encodings: &encodings, font: None, height: None, text: String::new() };
    for operation in &content.operations {
        page.draw(operation);
    }
    Ok(page.text)
}

struct Page<'a> {
    encodings: &'a BTreeMap<Vec<u8>, Encoding<'a>>,
    font: Option<&'a Encoding<'a>>,
    /// How high the line stands that is being drawn, where that was said.
    height: Option<f32>,
    text: String,
}

impl Page<'_> {
    fn draw(&mut self, operation: &Operation) {
        let operands = &operation.operands;
        let number = |at: usize| operands.get(at).and_then(|operand| operand.as_float().ok());
        match operation.operator.as_str() {
            "Tf" => {
                let name = operands.first().and_then(|name| name.as_name().ok());
                self.font = name.and_then(|name| self.encodings.get(name));
            }
            "Td" | "TD" => self.part(if number(1) == Some(0.0) { ' ' } else { '\n' }),
            "Tm" => {
                let height = number(5);
                self.part(if height.is_some() && height == self.height { ' ' } else { '\n' });
                self.height = height;
            }
            "T*" | "BT" | "ET" => self.part('\n'),
            "Tj" | "TJ" => operands.iter().for_each(|operand| self.say(operand)),
            "'" | "\"" => {
                self.part('\n');
                if let Some(words) = operands.last() {
                    self.say(words);
                }
            }
            _ => {}
        }
    }

    fn part(&mut self, by: char) {
        if !self.text.is_empty() && !self.text.ends_with(['\n', by]) {
            self.text.push(by);
        }
    }

    fn say(&mut self, operand: &Object) {
        match operand {
            Object::String(bytes, _) => {
                if let Some(words) = self.font.and_then(|font| Document::decode_text(font, bytes).ok()) {
                    self.text.push_str(&words);
                }
            }
            Object::Array(all) => {
                for one in all {
                    match one.as_float() {
                        Ok(moved) if moved < -GAP => self.part(' '),
                        Ok(_) => {}
                        Err(_) if matches!(one, Object::String(..)) => self.say(one),
                        Err(_) => {}
                    }
                }
            }
            _ => {}
        }
    }
}
