//! Duplicates are found in a table whose truth is known, and near misses are left alone.

use std::collections::{HashMap, HashSet};
use workflows::trial::match_people;

const PATIENTS: &str = include_str!("../../../data/mpi/patients_train.csv");
const TRUTH: &str = include_str!("../../../data/mpi/truth_train.csv");

struct Figures {
    found: usize,
    wrong: usize,
    there: usize,
}

impl Figures {
    fn recall(&self) -> f64 {
        self.found as f64 / self.there as f64
    }
    fn precision(&self) -> f64 {
        self.found as f64 / (self.found + self.wrong) as f64
    }
}

/// How well the pairs of this table are found.
fn figures(table: &str) -> Figures {
    let persons: HashMap<&str, &str> = TRUTH.lines().skip(1).filter_map(|line| line.split_once(',')).collect();
    let ids: Vec<&str> = table.lines().skip(1).filter_map(|line| line.split(',').next()).collect();
    let mut of_one: HashMap<&str, Vec<&str>> = HashMap::new();
    for id in ids {
        of_one.entry(persons[id]).or_default().push(id);
    }
    let there = of_one.values().map(|ids| ids.len() * (ids.len() - 1) / 2).sum();
    let pairs = match_people(table).expect("the table is read");
    let seen: HashSet<_> = pairs.iter().map(|pair| (&pair.a, &pair.b)).collect();
    assert_eq!(seen.len(), pairs.len(), "each pair once");
    let right = |a: &str, b: &str| persons[a] == persons[b];
    let found = pairs.iter().filter(|pair| right(&pair.a, &pair.b)).count();
    Figures { found, wrong: pairs.len() - found, there }
}

/// The rows of one half of the persons.
fn half(which: usize) -> String {
    let persons: HashMap<&str, usize> = TRUTH
        .lines()
        .skip(1)
        .filter_map(|line| line.split_once(','))
        .map(|(id, of)| (id, of.parse().expect("a number")))
        .collect();
    let mut lines = PATIENTS.lines();
    let head = lines.next().expect("a head");
    let kept = lines.filter(|line| persons[line.split(',').next().expect("an id")] % 2 == which);
    std::iter::once(head).chain(kept).collect::<Vec<_>>().join("\n")
}

/// The table with one column emptied.
fn without(column: &str) -> String {
    let at = PATIENTS.lines().next().expect("a head").split(',').position(|name| name == column).expect("a column");
    let row = |line: &str| -> String {
        line.split(',').enumerate().map(|(nth, cell)| if nth == at { "" } else { cell }).collect::<Vec<_>>().join(",")
    };
    let head = PATIENTS.lines().next().expect("a head").to_owned();
    std::iter::once(head).chain(PATIENTS.lines().skip(1).map(row)).collect::<Vec<_>>().join("\n")
}

#[test]
fn duplicates_are_found_and_near_misses_left_alone_on_the_whole_and_on_each_half() {
    for (name, table) in [("whole", PATIENTS.to_owned()), ("even", half(0)), ("odd", half(1))] {
        let figures = figures(&table);
        assert!(figures.there >= 90, "{name}");
        assert!(figures.recall() >= 0.95, "{name}: recall {}", figures.recall());
        assert!(figures.precision() >= 0.985, "{name}: precision {}", figures.precision());
    }
}

#[test]
fn any_one_column_may_be_empty() {
    for column in ["middle", "sex", "ssn4", "phone", "street", "zip", "member_id"] {
        let figures = figures(&without(column));
        let (recall, precision) = (figures.recall(), figures.precision());
        assert!(recall >= 0.85 && precision >= 0.98, "without {column}: recall {recall}, precision {precision}");
    }
}
