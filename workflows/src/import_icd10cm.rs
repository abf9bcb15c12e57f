//! Taking in a release of ICD-10-CM: the flat table of codes becomes a release of the card file's code sets.
//!
//! The table is CSV with a head line: `code`, `billable` (0 or 1), `description`, `parent`; other columns are passed over.

use kernel::{Day, Problem};
use registry::code_sets::{CodeSet, LoadRelease, NewCode, plain};
use sha2::{Digest, Sha256};
use std::collections::HashMap;

/// Reads the table into a release that holds from that day.
///
/// # Errors
/// Invalid, naming the line that will not do.
pub fn read_release(table: &str, starts_on: Day) -> Result<LoadRelease, Problem> {
    let mut lines = csv::Reader::from_reader(table.as_bytes());
    let heads = lines.headers().map_err(|why| bad(1, "it is not a table with a head line").because(why))?.clone();
    let column = |name: &str| heads.iter().position(|head| head.trim() == name);
    let (Some(code), Some(label), Some(billable)) = (column("code"), column("description"), column("billable")) else {
        return Err(bad(1, "its head line does not name code, description and billable"));
    };
    let parent = column("parent");
    let mut codes: Vec<NewCode> = Vec::new();
    let mut seen: HashMap<String, usize> = HashMap::new();
    for (number, line) in (2..).zip(lines.records()) {
        let line =
            line.map_err(|why| bad(number, "it has another number of columns than the head line").because(why))?;
        let cell = |at: usize| line.get(at).unwrap_or_default().trim();
        let new = NewCode {
            code: if cell(code).contains('-') { cell(code).to_owned() } else { plain(cell(code)) },
            label: cell(label).to_owned(),
            billable: match cell(billable) {
                "1" => true,
                "0" => false,
                _ => return Err(bad(number, "billable is neither 0 nor 1")),
            },
            parent: parent.map(cell).unwrap_or_default().to_owned(),
        };
        if new.code.is_empty() || new.label.is_empty() {
            return Err(bad(number, "the code or its description is missing"));
        }
        // A block of one category has the category's own code, so a line may come twice; it must say the same.
        match seen.insert(new.code.clone(), codes.len()) {
            Some(first) if codes[first] == new => {
                seen.insert(new.code, first);
            }
            Some(_) => return Err(bad(number, "the code stands in the table twice, with another meaning")),
            None => codes.push(new),
        }
    }
    let digest = Sha256::digest(table.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(LoadRelease { code_set: CodeSet::Icd10Cm, starts_on, digest, codes })
}

fn bad(line: usize, what: &str) -> Problem {
    Problem::invalid("icd10cm_table", format!("This table of codes cannot be taken in: in line {line}, {what}."))
}

#[cfg(test)]
mod tests {
    use super::read_release;
    use kernel::Day;

    #[test]
    fn a_table_is_read_and_a_bad_line_is_named() {
        let day = Day::new(2026, 4, 1).expect("a date");
        let head = "code,code_dotted,billable,description,parent,chapter\n";
        let release =
            read_release(&format!("{head}A000,A00.0,1,\"Cholera, classical\",A00,1\n"), day).expect("a release");
        assert_eq!(release.codes[0].label, "Cholera, classical");
        for (line, why) in [
            ("A00,A00,2,Cholera,,1", "in line 2, billable is neither 0 nor 1."),
            ("A00,A00,1,,,1", "in line 2, the code or its description is missing."),
            ("A00,A00,1,x,,1\nA00,A00,1,y,,1", "in line 3, the code stands in the table twice, with another meaning."),
            ("A00,A00", "in line 2, it has another number of columns than the head line."),
        ] {
            let problem = read_release(&format!("{head}{line}\n"), day).expect_err("a refusal");
            assert!(problem.say().ends_with(why), "{}", problem.say());
        }
        assert!(read_release("x,y\n", day).is_err());
    }
}
