//! Printing: a letter of headings, facts and words as one PDF (ISO 32000), with pictures and other PDFs behind it.
//!
//! The caller says what stands in it; pages, lines and the foot of each page are made here. Letters come from DejaVu Sans, a
//! part of which is put into the PDF, so that names are legible whatever the reader has.

mod join;
mod layout;
mod letters;

use crate::{Conduct, Paper, PaperKind};
use kernel::Problem;
use layout::{Page, Piece, lay_out};
use letters::{BOLD, FAMILY, Face};

use krilla::Document;
use krilla::color::rgb;
use krilla::geom::{PathBuilder, Point, Rect, Size, Transform};
use krilla::image::Image;
use krilla::metadata::Metadata;
use krilla::page::PageSettings;
use krilla::paint::Fill;
use krilla::surface::Surface;
use krilla::text::TextDirection;

/// US Letter, in points of 1/72 inch.
const WIDTH: f32 = 612.0;
const HEIGHT: f32 = 792.0;
const MARGIN: f32 = 54.0;

/// What is printed.
pub struct Sheet {
    /// The title of the file; it stands in no page.
    pub title: String,
    /// What stands at the foot of every page, before its number.
    pub foot: String,
    /// What stands in it, in order.
    pub blocks: Vec<Block>,
}

/// A piece of a sheet.
pub enum Block {
    /// Who writes, large, at the head.
    Head(String),
    /// A heading with a line below it.
    Heading(String),
    /// Names, each with what belongs to it; those without anything are left out.
    Facts(Vec<(String, String)>),
    /// Words, broken into lines; their own line ends stay.
    Words(String),
    /// A list, one line or more each.
    Lines(Vec<String>),
    /// A picture on a page of its own, with what it is called.
    Picture(String, Paper),
}

/// Prints a sheet, and puts other PDFs behind it, each as it is.
///
/// # Errors
/// Invalid, when one of them acts by itself or cannot be read; broken, when the PDF cannot be made.
pub fn print(sheet: &Sheet, behind: &[Paper]) -> Result<Paper, Problem> {
    if behind.iter().any(|paper| paper.conduct() == Conduct::Active || paper.kind() != PaperKind::Pdf) {
        let say = "A PDF that carries a program or an attached file is not sent on. Leave it out.";
        return Err(Problem::invalid("paper_active", say));
    }
    let pages = lay_out(&sheet.blocks);
    let mut document = Document::new();
    document.set_metadata(Metadata::new().title(sheet.title.clone()).language("en-US".to_owned()));
    let own = pages.len();
    for (at, page) in pages.iter().enumerate() {
        draw(&mut document, sheet, page, at + 1, own)?;
    }
    let bytes = document.finish().map_err(|why| not_made(format!("{why:?}")))?;
    crate::read(join::join(bytes, behind)?)
}

fn not_made(why: String) -> Problem {
    Problem::broken("pdf_not_made", "The PDF could not be made.").because(why)
}

fn draw(document: &mut Document, sheet: &Sheet, page: &Page<'_>, number: usize, of: usize) -> Result<(), Problem> {
    let settings = PageSettings::from_wh(WIDTH, HEIGHT).ok_or_else(|| not_made("page size".to_owned()))?;
    let mut shown = document.start_page_with(settings);
    let mut surface = shown.surface();
    for piece in &page.pieces {
        match piece {
            Piece::Text { x, y, size, face, words } => text(&mut surface, (*x, *y), *size, *face, words),
            Piece::Rule { y } => rule(&mut surface, *y),
            Piece::Picture { paper, top } => picture(&mut surface, paper, *top)?,
        }
    }
    rule(&mut surface, HEIGHT - MARGIN + 8.0);
    let foot = format!("{} · page {number} of {of}", sheet.foot);
    text(&mut surface, (MARGIN, HEIGHT - MARGIN + 20.0), 8.0, Face::Plain, &foot);
    surface.finish();
    shown.finish();
    Ok(())
}

fn text(surface: &mut Surface<'_>, (x, y): (f32, f32), size: f32, face: Face, words: &str) {
    let font = match face {
        Face::Plain => FAMILY.clone(),
        Face::Bold => BOLD.clone(),
    };
    surface.set_fill(Some(Fill { paint: rgb::Color::new(20, 20, 20).into(), ..Fill::default() }));
    surface.draw_text(Point::from_xy(x, y), font, size, words, false, TextDirection::Auto);
}

fn rule(surface: &mut Surface<'_>, y: f32) {
    let Some(line) = Rect::from_xywh(MARGIN, y, WIDTH - 2.0 * MARGIN, 0.6) else { return };
    let mut path = PathBuilder::new();
    path.push_rect(line);
    let Some(path) = path.finish() else { return };
    surface.set_fill(Some(Fill { paint: rgb::Color::new(150, 150, 150).into(), ..Fill::default() }));
    surface.draw_path(&path);
}

/// A picture as large as the rest of the page lets it be.
fn picture(surface: &mut Surface<'_>, paper: &Paper, top: f32) -> Result<(), Problem> {
    let data = paper.bytes().to_vec().into();
    let image = match paper.kind() {
        PaperKind::Jpeg => Image::from_jpeg(data, false),
        PaperKind::Png => Image::from_png(data, false),
        PaperKind::Pdf => return Err(not_made("a PDF is no picture".to_owned())),
    };
    let image = image.map_err(|why| {
        Problem::invalid("paper_damaged", "A picture of this packet cannot be read. Leave it out.").because(why)
    })?;
    let (wide, high) = image.size();
    let (wide, high) = (f32::from(clamped(wide)), f32::from(clamped(high)));
    let scale = ((WIDTH - 2.0 * MARGIN) / wide).min((HEIGHT - MARGIN - top) / high).min(1.0);
    let Some(size) = Size::from_wh(wide * scale, high * scale) else { return Ok(()) };
    surface.push_transform(&Transform::from_translate(MARGIN, top));
    surface.draw_image(image, size);
    surface.pop();
    Ok(())
}

/// Points of a side; a picture has fewer than 65,536, or it was refused when it came.
fn clamped(points: u32) -> u16 {
    u16::try_from(points).unwrap_or(u16::MAX).max(1)
}

#[cfg(test)]
mod tests {
    use super::{Block, Sheet, print};
    use crate::{Conduct, PaperKind};
    use kernel::Problem;

    fn sheet(blocks: Vec<Block>) -> Sheet {
        Sheet { title: "Referral".to_owned(), foot: "Lakeside".to_owned(), blocks }
    }

    #[test]
    fn what_is_printed_can_be_read_again_with_every_name_in_it() -> Result<(), Problem> {
        let blocks = vec![
            Block::Head("Lakeside Family Medicine".to_owned()),
            Block::Heading("Patient".to_owned()),
            Block::Facts(vec![
                ("Name".to_owned(), "Nguyễn, Ana (Łucja) Ørsted".to_owned()),
                ("Fax".to_owned(), String::new()),
            ]),
            Block::Words("Chest pain on exertion.\nSince March.".to_owned()),
            Block::Lines(vec!["I20.9 Angina pectoris".to_owned(), "I10 Hypertension".to_owned()]),
        ];
        let paper = print(&sheet(blocks), &[])?;
        assert_eq!((paper.kind(), paper.pages(), paper.conduct()), (PaperKind::Pdf, 1, Conduct::Still));
        let text = paper.text().unwrap_or_default();
        for words in ["Nguyễn", "Łucja", "Ørsted", "Chest pain", "Since March.", "I20.9", "page 1 of 1"] {
            assert!(text.contains(words), "{words}: {text}");
        }
        assert!(!text.contains("Fax"), "what is not there is not named");
        Ok(())
    }

    #[test]
    fn long_words_break_long_texts_go_on_and_pdfs_lie_behind() -> Result<(), Problem> {
        let long = format!("{} {}", "word ".repeat(2_000), "x".repeat(400));
        let first = print(&sheet(vec![Block::Words(long)]), &[])?;
        assert!(first.pages() > 2, "{}", first.pages());
        let pages = first.pages();
        let both = print(&sheet(vec![Block::Words("With what came before.".to_owned())]), &[first.clone(), first])?;
        assert_eq!(both.pages(), 1 + 2 * pages);
        assert!(both.text().unwrap_or_default().contains("With what came before."));
        Ok(())
    }

    #[test]
    fn the_same_sheet_is_the_same_bytes() -> Result<(), Problem> {
        let once = || print(&sheet(vec![Block::Words("The same.".to_owned())]), &[]);
        assert_eq!(once()?.sha256(), once()?.sha256());
        Ok(())
    }
}
