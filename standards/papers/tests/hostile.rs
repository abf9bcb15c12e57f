//! Papers that are not what they say, broken, or made to do harm: each is refused with what to do, and nothing panics.

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, Stream, dictionary};
use papers::{Conduct, PAPER_BYTES_MAX, PaperKind, read};
use proptest::prelude::*;

/// A PDF of one page that says this, with more entries in its catalog.
fn pdf(says: &str, more: Dictionary) -> Vec<u8> {
    let shown = vec![
        Operation::new("BT", vec![]),
        Operation::new("Tf", vec!["F1".into(), 12.into()]),
        Operation::new("Tj", vec![Object::string_literal(says)]),
        Operation::new("ET", vec![]),
    ];
    let content = Content { operations: shown }.encode().expect("operations");
    of_content(Stream::new(dictionary! {}, content), more)
}

fn of_content(content: Stream, more: Dictionary) -> Vec<u8> {
    let mut document = Document::with_version("1.7");
    let pages = document.new_object_id();
    let font = document.add_object(
        dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Courier", "Encoding" => "WinAnsiEncoding" },
    );
    let content = document.add_object(content);
    let resources = document.add_object(dictionary! { "Font" => dictionary! { "F1" => font } });
    let page = document.add_object(dictionary! {
        "Type" => "Page", "Parent" => pages, "Contents" => content, "Resources" => resources,
        "MediaBox" => vec![0.into(), 0.into(), 612.into(), 792.into()],
    });
    let tree = dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 };
    document.objects.insert(pages, Object::Dictionary(tree));
    let mut catalog = dictionary! { "Type" => "Catalog", "Pages" => pages };
    catalog.extend(&more);
    let catalog = document.add_object(catalog);
    document.trailer.set("Root", catalog);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).expect("a PDF");
    bytes
}

fn code(bytes: &[u8]) -> &'static str {
    read(bytes.to_vec()).expect_err("it is refused").code()
}

#[test]
fn a_plain_pdf_is_read_with_its_words() {
    let paper = read(pdf("Echocardiogram normal", Dictionary::new())).expect("a paper");
    assert_eq!((paper.kind(), paper.pages(), paper.conduct()), (PaperKind::Pdf, 1, Conduct::Still));
    assert_eq!(paper.text(), Some("Echocardiogram normal"));
}

#[test]
fn a_pdf_without_letters_has_no_text_layer() {
    assert_eq!(read(pdf(" . ", Dictionary::new())).expect("a paper").text(), None);
}

#[test]
fn whatever_a_pdf_may_do_besides_showing_is_seen() {
    let action = |kind: &str| dictionary! { "S" => Object::Name(kind.into()), "JS" => Object::string_literal("x") };
    let harmful = [
        dictionary! { "OpenAction" => action("JavaScript") },
        dictionary! { "AA" => dictionary! { "WC" => dictionary! { "S" => "Launch" } } },
        dictionary! { "Names" => dictionary! { "EmbeddedFiles" => dictionary! {} } },
        dictionary! { "AcroForm" => dictionary! { "XFA" => Object::string_literal("x") } },
    ];
    for more in harmful {
        assert_eq!(read(pdf("hello", more.clone())).expect("it is kept").conduct(), Conduct::Active, "{more:?}");
    }
    let harmless = dictionary! { "PageMode" => "UseOutlines" };
    assert_eq!(read(pdf("hello", harmless)).expect("a paper").conduct(), Conduct::Still);
}

#[test]
fn a_name_that_hides_behind_escapes_is_seen() {
    let bytes = pdf("hello", dictionary! { "OpenAction" => dictionary! { "S" => "Launch" } });
    let text: Vec<u8> = String::from_utf8_lossy(&bytes).replace("/Launch", "/L#61unch").into_bytes();
    assert_eq!(read(text).expect("it is kept").conduct(), Conduct::Active);
}

#[test]
fn a_page_that_unpacks_to_something_enormous_is_refused() {
    let mut bomb = Stream::new(dictionary! {}, vec![b' '; 200 << 20]);
    bomb.compress().expect("zeros compress");
    assert!(bomb.content.len() < 1 << 20, "small as it came");
    assert_eq!(code(&of_content(bomb, Dictionary::new())), "paper_bomb");
}

#[test]
fn files_of_other_kinds_are_named_with_what_to_do() {
    for (bytes, words) in [
        (&b"II*\0rest"[..], "TIFF"),
        (b"MM\0*rest", "TIFF"),
        (b"\0\0\0\x18ftypheic\0\0", "HEIC"),
        (b"PK\x03\x04docx", "office document"),
        (b"GIF89a", "JPEG or PNG"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "Only PDF"),
        (b"<html><body>%PDF-1.7", "Only PDF"),
        (b"MZ\x90\0", "Only PDF"),
    ] {
        let why = read(bytes.to_vec()).expect_err("it is refused");
        assert_eq!(why.code(), "paper_kind");
        assert!(why.say().contains(words), "{}", why.say());
    }
    assert_eq!(code(b""), "paper_empty");
    assert_eq!(code(&[b"%PDF-1.7".as_slice(), &vec![b' '; PAPER_BYTES_MAX]].concat()), "paper_too_large");
}

#[test]
fn what_breaks_off_is_damaged() {
    let whole = pdf("hello", Dictionary::new());
    assert_eq!(code(b"%PDF-1.7\nnothing more"), "paper_damaged");
    assert_eq!(code(&whole[..whole.len() / 4]), "paper_damaged");
    assert_eq!(code(&[0xFF, 0xD8, 0xFF, 0xE0]), "paper_damaged");
    assert_eq!(code(&[0x89, b'P', b'N', b'G', 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0]), "paper_damaged");
}

#[test]
fn a_picture_that_unfolds_to_something_enormous_is_refused() {
    let mut png = vec![0x89, b'P', b'N', b'G', 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13];
    png.extend(b"IHDR");
    png.extend([0, 0, 0xFF, 0xFF, 0, 0, 0xFF, 0xFF, 8, 0, 0, 0, 0, 0, 0, 0, 0]);
    png.extend([0, 0, 0, 0]);
    png.extend(b"IEND\xAE\x42\x60\x82");
    assert_eq!(code(&png), "paper_too_large");
    let jpeg = [0xFF, 0xD8, 0xFF, 0xC0, 0, 11, 8, 0xFF, 0xFF, 0xFF, 0xFF, 1, 1, 0x11, 0, 0xFF, 0xD9];
    assert_eq!(code(&jpeg), "paper_too_large");
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(head in 0_usize..4, tail in prop::collection::vec(any::<u8>(), 0..600)) {
        let heads: [&[u8]; 4] = [b"%PDF-1.7\n", &[0xFF, 0xD8, 0xFF], &[0x89, b'P', b'N', b'G', 0x0D, 0x0A, 0x1A, 0x0A], b""];
        drop(read([heads[head], &tail].concat()));
    }

    #[test]
    fn no_flip_in_a_pdf_makes_it_panic(at in 0_usize..900, to in any::<u8>()) {
        let mut bytes = pdf("hello", Dictionary::new());
        let at = at % bytes.len();
        bytes[at] = to;
        drop(read(bytes));
    }
}
