//! Files that came with a form: taken out of it, and looked at beside the threads that answer pages.

use axum::extract::Multipart;
use axum::extract::multipart::{MultipartError, MultipartRejection};
use front_office::insurance::CardSide;
use kernel::{Problem, RawId};
use papers::Paper;
use std::collections::{BTreeMap, HashMap};

/// Files of one form at most.
const FILES_MAX: usize = 60;

/// A form with files, taken apart.
#[derive(Default)]
pub(crate) struct Sent {
    /// What was typed, by the names of the fields.
    pub(crate) words: HashMap<String, String>,
    /// The files: the field each came in, what it was called, its bytes.
    pub(crate) files: Vec<(String, String, Vec<u8>)>,
}

impl Sent {
    /// What was typed into a field; empty if nothing.
    pub(crate) fn word(&self, name: &str) -> &str {
        self.words.get(name).map_or("", String::as_str)
    }

    /// The request id of the form.
    pub(crate) fn request(&self) -> Option<RawId> {
        self.word("request_id").parse().ok()
    }
}

/// Takes a form with files apart. What is no form with files has nothing in it.
///
/// # Errors
/// Invalid, when it breaks off, or has too many files.
pub(crate) async fn receive(form: Result<Multipart, MultipartRejection>) -> Result<Sent, Problem> {
    let mut sent = Sent::default();
    let Ok(mut form) = form else { return Ok(sent) };
    while let Some(part) = form.next_field().await.map_err(unreadable)? {
        let Some(name) = part.name().map(str::to_owned) else { continue };
        match part.file_name().map(str::to_owned) {
            Some(file) => {
                let bytes = part.bytes().await.map_err(unreadable)?.to_vec();
                // A file field that was left empty sends an empty file without a name.
                if file.is_empty() && bytes.is_empty() {
                    continue;
                }
                if sent.files.len() == FILES_MAX {
                    return Err(Problem::invalid("too_many_files", "Send at most 60 files at once."));
                }
                sent.files.push((name, file, bytes));
            }
            None => {
                let text = part.text().await.map_err(unreadable)?;
                sent.words.insert(name, text);
            }
        }
    }
    Ok(sent)
}

fn unreadable(_: MultipartError) -> Problem {
    Problem::invalid("unreadable", "The files did not arrive whole. Choose them once more.")
}

/// Pictures of a card that can be read, by side, and why the others cannot.
pub(crate) type CardSides = (BTreeMap<CardSide, Paper>, Vec<(CardSide, Problem)>);

/// The sides of a card that came with a form, each in the field of its name; of several pictures of one side the last.
pub(crate) async fn card_sides(files: Vec<(String, String, Vec<u8>)>) -> Result<CardSides, Problem> {
    let sides: Vec<Option<CardSide>> = files.iter().map(|(field, ..)| CardSide::from_word(field)).collect();
    let (mut pictures, mut refused) = (BTreeMap::new(), Vec::new());
    for (side, (_, read)) in sides.into_iter().zip(read_papers(files).await?) {
        match (side, read) {
            (Some(side), Ok(paper)) => _ = pictures.insert(side, paper),
            (Some(side), Err(why)) => refused.push((side, why)),
            (None, _) => {}
        }
    }
    Ok((pictures, refused))
}

/// Looks at files, each by itself: what it is called, and the paper or why it is refused.
pub(crate) async fn read_papers(
    files: Vec<(String, String, Vec<u8>)>,
) -> Result<Vec<(String, Result<Paper, Problem>)>, Problem> {
    // Unpacking a PDF takes its time; pages of others must not wait for it.
    let looked = tokio::task::spawn_blocking(move || {
        files.into_iter().map(|(_, name, bytes)| (name, papers::read(bytes))).collect()
    });
    looked.await.map_err(|why| {
        Problem::invalid("paper_damaged", "One of these files cannot be read. Send them one by one.").because(why)
    })
}
