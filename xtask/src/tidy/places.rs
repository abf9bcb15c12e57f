//! What may stand where: clocks, dice and locks in departments, waits in tests, connections, unfinished work.

use super::Fault;
use crate::source::Source;

/// A word that may not stand in some place, with the reason.
struct Ban {
    words: &'static [&'static str],
    applies: fn(&Source, in_test: bool) -> bool,
    say: &'static str,
}

/// Crates that start and kill the program from outside: a process that comes up can only be polled.
const POLLS: &[&str] = &["testing/staff_client/", "testing/crash/", "testing/bench/", "testing/payer_sim/"];

const BANS: &[Ban] = &[
    Ban {
        words: &["async fn", ".await", "Mutex<", "RwLock<", "thread::spawn"],
        applies: |source, in_test| inside_the_office(source) && !in_test,
        say: "departments and workflows are synchronous: no async, no locks, no threads.",
    },
    Ban {
        words: &["SystemTime::now", "Instant::now", "Zoned::now", "Timestamp::now", "Moment::now"],
        applies: |source, in_test| inside_the_office(source) && !in_test,
        say: "the office hands in the time: use tx.now().",
    },
    Ban {
        words: &["getrandom::", "rand::", "Uuid::now_v7", "Uuid::new_v4"],
        applies: |source, in_test| inside_the_office(source) && !in_test,
        say: "the office throws the dice: use tx.id().",
    },
    Ban {
        words: &["Connection::establish("],
        applies: |source, in_test| source.kind() == "rs" && !in_test && !source.path.starts_with("foundation/office/"),
        say: "only the office opens the record.",
    },
    Ban {
        words: &["#[ignore"],
        applies: |source, _| source.kind() == "rs",
        say: "a test that does not run is no test.",
    },
    Ban {
        words: &["thread::sleep(", "time::sleep(", "sleep(Duration", "waitForTimeout("],
        applies: |source, in_test| in_test && !POLLS.iter().any(|folder| source.path.starts_with(folder)),
        say: "a test waits for something, never for a time.",
    },
    Ban {
        words: &["TODO", "FIXME", "todo!(", "unimplemented!("],
        applies: |source, _| matches!(source.kind(), "rs" | "js" | "mjs" | "css"),
        say: "finish it, or write it down as an issue.",
    },
    Ban {
        words: &["\"resolved\": \"http"],
        applies: |source, _| source.path.ends_with("package-lock.json"),
        say: "a lock file names no download address: set omit-lockfile-registry-resolved.",
    },
];

/// Whether the word stands in the line; one that begins with a point not only as the beginning of a longer one, as `.awaited`
/// waits for nobody.
fn stands_in(line: &str, word: &str) -> bool {
    let ends = |after: &str| !(word.starts_with('.') && after.starts_with(char::is_alphabetic));
    line.match_indices(word).any(|(at, _)| ends(&line[at + word.len()..]))
}

/// Whether the file is a department or a workflow.
fn inside_the_office(source: &Source) -> bool {
    source.kind() == "rs" && (source.path.starts_with("departments/") || source.path.starts_with("workflows/"))
}

/// Words in one file that may not stand there.
pub(super) fn faults(source: &Source) -> Vec<Fault> {
    let mut faults = Vec::new();
    if source.path.starts_with("xtask/src/tidy/") {
        return faults; // It names what it forbids.
    }
    for (number, line, in_test) in source.code() {
        for ban in BANS.iter().filter(|ban| (ban.applies)(source, in_test)) {
            let words = ban.words.iter().filter(|word| stands_in(line, word));
            faults.extend(words.map(|word| Fault::new(source, number, format!("`{word}`: {}", ban.say))));
        }
    }
    faults
}

/// The first line outside tests where the file takes a value out of its `Phi`.
pub(super) fn reveals(source: &Source) -> Option<usize> {
    if source.kind() != "rs" || source.path.starts_with("xtask/") {
        return None;
    }
    let mut calls = source
        .code()
        .filter(|(_, line, in_test)| !in_test && (line.contains(".reveal()") || line.contains("into_revealed(")));
    calls.next().map(|(number, ..)| number)
}

#[cfg(test)]
mod tests {
    use super::faults;
    use crate::source::Source;

    fn count(path: &str, text: &str) -> usize {
        faults(&Source { path: path.into(), text: text.into() }).len()
    }

    #[test]
    fn departments_have_no_clocks_no_dice_and_no_async() {
        for line in [
            "pub async fn arrive() {}",
            "let now = Timestamp::now();",
            "let id = Uuid::now_v7();",
            "let list: Mutex<u8>;",
        ] {
            assert_eq!(count("departments/front_office/src/arrive.rs", line), 1, "{line}");
            assert_eq!(count("workflows/src/check_in.rs", line), 1, "{line}");
            assert_eq!(count("interfaces/web/src/lib.rs", line), 0, "{line}");
        }
    }

    #[test]
    fn a_field_that_begins_like_a_wait_is_none() {
        assert_eq!(count("workflows/src/check_in.rs", "let row = read().await;"), 1);
        assert_eq!(count("workflows/src/check_in.rs", "let clock = row.awaited;"), 0);
    }

    #[test]
    fn a_comment_may_name_what_is_banned() {
        assert_eq!(count("workflows/src/check_in.rs", "// not Timestamp::now(): the office hands it in\n"), 0);
    }

    #[test]
    fn tests_do_not_sleep_and_are_not_ignored() {
        assert_eq!(count("app/tests/serve.rs", "std::thread::sleep(WAIT);"), 1);
        assert_eq!(count("app/src/serve.rs", "std::thread::sleep(WAIT);"), 0);
        assert_eq!(count("app/src/serve.rs", "#[cfg(test)]\nmod tests {\n    std::thread::sleep(WAIT);\n}"), 1);
        assert_eq!(count("app/tests/serve.rs", "#[ignore]"), 1);
        assert_eq!(count("testing/browser/journeys/book.test.js", "await page.waitForTimeout(500)"), 1);
    }

    #[test]
    fn only_the_office_opens_the_record() {
        assert_eq!(count("app/src/doctor.rs", "SqliteConnection::establish(path)"), 1);
        assert_eq!(count("foundation/office/src/open.rs", "SqliteConnection::establish(path)"), 0);
    }

    #[test]
    fn nothing_is_left_for_later() {
        assert_eq!(count("app/src/doctor.rs", "todo!()"), 1);
        assert_eq!(count("interfaces/web_assets/src/board.js", "x(); /* TODO */"), 1);
    }

    #[test]
    fn a_lock_file_names_no_host() {
        assert_eq!(count("interfaces/web_assets/package-lock.json", "\"resolved\": \"https://example.org/a.tgz\""), 1);
    }
}
