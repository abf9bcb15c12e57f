//! Papers for stories: the smallest files of each kind that are whole.

pub use papers::{Paper, read};

/// A white picture of two by two points.
#[must_use]
pub fn png_bytes() -> Vec<u8> {
    let mut bytes = vec![0x89, b'P', b'N', b'G', 0x0D, 0x0A, 0x1A, 0x0A];
    let mut chunk = |kind: &[u8; 4], data: &[u8], check: u32| {
        bytes.extend(u32::try_from(data.len()).expect("a short chunk").to_be_bytes());
        bytes.extend(kind);
        bytes.extend(data);
        bytes.extend(check.to_be_bytes());
    };
    chunk(b"IHDR", &[0, 0, 0, 2, 0, 0, 0, 2, 8, 0, 0, 0, 0], 0x57DD_52F8);
    chunk(b"IDAT", &[0x78, 0xDA, 0x63, 0xF8, 0xFF, 0x9F, 0xE1, 0xFF, 0x7F, 0x00, 0x0B, 0xFA, 0x03, 0xFD], 0xFD4D_C466);
    chunk(b"IEND", &[], 0xAE42_6082);
    bytes
}

/// A white picture.
#[must_use]
pub fn png() -> Paper {
    read(png_bytes()).expect("a whole picture")
}

/// A picture that differs from others by its number.
#[must_use]
pub fn picture(number: u8) -> Paper {
    let mut bytes = png_bytes();
    let end = bytes.len() - 12;
    // A chunk of text before the end, which every reader skips.
    let note = [0, 0, 0, 3, b't', b'E', b'X', b't', b'n', 0, number, 0, 0, 0, 0];
    bytes.splice(end..end, note);
    read(bytes).expect("a whole picture")
}

/// A PDF of one page with these lines as its text layer; `more` stands in its catalog.
#[must_use]
pub fn pdf_bytes(lines: &[&str], more: &str) -> Vec<u8> {
    let shown: String = lines.iter().map(|line| format!("({line}) Tj 0 -16 Td ")).collect();
    let content = format!("BT /F1 12 Tf 50 740 Td {shown}ET");
    let objects = [
        format!("<< /Type /Catalog /Pages 2 0 R {more} >>"),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>"
            .to_owned(),
        format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_owned(),
    ];
    let mut file = String::from("%PDF-1.7\n");
    let mut places = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        places.push(file.len());
        file.push_str(&format!("{} 0 obj\n{object}\nendobj\n", at + 1));
    }
    let start = file.len();
    file.push_str(&format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1));
    for place in places {
        file.push_str(&format!("{place:010} 00000 n \n"));
    }
    file.push_str(&format!("trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n", objects.len() + 1));
    file.into_bytes()
}

/// A PDF with these lines as its text layer.
#[must_use]
pub fn pdf(lines: &[&str]) -> Paper {
    read(pdf_bytes(lines, "")).expect("a whole PDF")
}
