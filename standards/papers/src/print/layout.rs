//! Layout: where each line of a sheet stands, page after page.

use super::letters::Face;
use super::{Block, HEIGHT, MARGIN, WIDTH};
use crate::Paper;

/// Points of the letters of words, and from line to line.
const SIZE: f32 = 9.5;
const LEADING: f32 = 13.0;
/// Where the facts stand that belong to names.
const FACTS_AT: f32 = 130.0;
/// Pages of one sheet at most; what would go on is cut with a sentence that says so.
const PAGES_MAX: usize = 200;

/// Something on a page.
pub(super) enum Piece<'a> {
    Text { x: f32, y: f32, size: f32, face: Face, words: String },
    Rule { y: f32 },
    Picture { paper: &'a Paper, top: f32 },
}

/// A page.
#[derive(Default)]
pub(super) struct Page<'a> {
    pub pieces: Vec<Piece<'a>>,
}

struct Pages<'a> {
    all: Vec<Page<'a>>,
    /// How far down the last page is filled.
    at: f32,
}

/// The pages of a sheet; at least one.
pub(super) fn lay_out(blocks: &[Block]) -> Vec<Page<'_>> {
    let mut pages = Pages { all: vec![Page::default()], at: MARGIN };
    for block in blocks {
        if pages.all.len() >= PAGES_MAX {
            pages.line(MARGIN, Face::Bold, "This print ends here: it is longer than 200 pages.".to_owned());
            break;
        }
        pages.block(block);
    }
    pages.all
}

impl<'a> Pages<'a> {
    fn block(&mut self, block: &'a Block) {
        let width = WIDTH - 2.0 * MARGIN;
        match block {
            Block::Head(words) => {
                for words in Face::Bold.broken(words, 15.0, width) {
                    self.need(22.0);
                    self.at += 16.0;
                    self.put(MARGIN, 15.0, Face::Bold, words);
                    self.at += 6.0;
                }
            }
            Block::Heading(words) => {
                // A heading is not left alone at the foot of a page.
                self.need(18.0 + 3.0 * LEADING);
                self.at += 20.0;
                self.put(MARGIN, 11.0, Face::Bold, words.clone());
                self.at += 4.0;
                let y = self.at;
                self.last().pieces.push(Piece::Rule { y });
                self.at += 4.0;
            }
            Block::Facts(facts) => {
                for (name, fact) in facts.iter().filter(|(_, fact)| !fact.trim().is_empty()) {
                    self.fact(name, fact, width);
                }
            }
            Block::Words(words) => {
                for words in Face::Plain.broken(words, SIZE, width) {
                    self.line(MARGIN, Face::Plain, words);
                }
            }
            Block::Lines(lines) => {
                for line in lines {
                    for (at, words) in Face::Plain.broken(line, SIZE, width - 12.0).into_iter().enumerate() {
                        let words = if at == 0 { format!("• {words}") } else { words };
                        self.line(if at == 0 { MARGIN } else { MARGIN + 8.0 }, Face::Plain, words);
                    }
                }
            }
            Block::Picture(called, paper) => {
                self.all.push(Page::default());
                self.at = MARGIN;
                self.line(MARGIN, Face::Bold, called.clone());
                let top = self.at + 8.0;
                self.last().pieces.push(Piece::Picture { paper, top });
                self.at = HEIGHT;
            }
        }
    }

    fn fact(&mut self, name: &str, fact: &str, width: f32) {
        for (at, words) in Face::Plain.broken(fact, SIZE, width - FACTS_AT).into_iter().enumerate() {
            self.line(MARGIN + FACTS_AT, Face::Plain, words);
            if at == 0 {
                self.put(MARGIN, SIZE, Face::Bold, name.to_owned());
            }
        }
    }

    /// A new page, unless so many points are left on this one.
    fn need(&mut self, points: f32) {
        if self.at + points > HEIGHT - MARGIN {
            self.all.push(Page::default());
            self.at = MARGIN;
        }
    }

    fn line(&mut self, x: f32, face: Face, words: String) {
        self.need(LEADING);
        self.at += LEADING;
        self.put(x, SIZE, face, words);
    }

    fn put(&mut self, x: f32, size: f32, face: Face, words: String) {
        let y = self.at;
        self.last().pieces.push(Piece::Text { x, y, size, face, words });
    }

    fn last(&mut self) -> &mut Page<'a> {
        self.all.last_mut().expect("there is a page from the start")
    }
}
