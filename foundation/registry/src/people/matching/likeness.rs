//! How alike two words are: slips of the keyboard, and sounds.

/// How many slips lie between two words: letters left out, put in, wrong, or two neighbours exchanged (Damerau 1964, as
/// optimal string alignment).
pub(super) fn slips(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let wrong = usize::from(a[i - 1] != b[j - 1]);
            let mut least = (last[j] + 1).min(row[j - 1] + 1).min(last[j - 1] + wrong);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                least = least.min(before_last[j - 2] + 1);
            }
            row.push(least);
        }
        before_last = std::mem::replace(&mut last, row);
    }
    last[b.len()]
}

/// From 0, nothing in common, to 1, the same: Jaro's share of common letters, raised for a common beginning (Winkler 1990).
pub(super) fn likeness(a: &str, b: &str) -> f64 {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.is_empty() || b.is_empty() {
        return 0.0;
    }
    let reach = (a.len().max(b.len()) / 2).saturating_sub(1);
    let mut taken = vec![false; b.len()];
    let mut mine = Vec::new();
    for (i, letter) in a.iter().enumerate() {
        let near = i.saturating_sub(reach)..(i + reach + 1).min(b.len());
        if let Some(j) = near.into_iter().find(|j| !taken[*j] && b[*j] == *letter) {
            taken[j] = true;
            mine.push(*letter);
        }
    }
    if mine.is_empty() {
        return 0.0;
    }
    let theirs = b.iter().zip(&taken).filter(|(_, taken)| **taken).map(|(letter, _)| letter);
    let out_of_order = mine.iter().zip(theirs).filter(|(a, b)| a != b).count();
    let common = mine.len() as f64;
    let jaro =
        (common / a.len() as f64 + common / b.len() as f64 + (common - out_of_order as f64 / 2.0) / common) / 3.0;
    let beginning = a.iter().zip(&b).take(4).take_while(|(a, b)| a == b).count();
    jaro + beginning as f64 * 0.1 * (1.0 - jaro)
}

/// The sound of a word as a letter and three digits (American Soundex, as the US National Archives describe it, 2007).
/// Empty for a word without letters of the English alphabet.
pub(super) fn sound(word: &str) -> String {
    let mut sound = String::new();
    let mut last = None;
    for letter in word.chars().filter(char::is_ascii_alphabetic) {
        let digit = match letter.to_ascii_lowercase() {
            'b' | 'f' | 'p' | 'v' => Some('1'),
            'c' | 'g' | 'j' | 'k' | 'q' | 's' | 'x' | 'z' => Some('2'),
            'd' | 't' => Some('3'),
            'l' => Some('4'),
            'm' | 'n' => Some('5'),
            'r' => Some('6'),
            'h' | 'w' if !sound.is_empty() => continue,
            _ => None,
        };
        if sound.is_empty() {
            sound.push(letter.to_ascii_uppercase());
        } else if let Some(digit) = digit
            && Some(digit) != last
        {
            sound.push(digit);
        }
        last = digit;
        if sound.len() == 4 {
            break;
        }
    }
    while !sound.is_empty() && sound.len() < 4 {
        sound.push('0');
    }
    sound
}

#[cfg(test)]
mod tests {
    use super::{likeness, slips, sound};

    #[test]
    fn slips_are_counted() {
        for (a, b, many) in
            [("king", "kinng", 1), ("garcia", "gracia", 1), ("lewis", "lwes", 2), ("", "abc", 3), ("ana", "ana", 0)]
        {
            assert_eq!((slips(a, b), slips(b, a)), (many, many), "{a} {b}");
        }
    }

    #[test]
    fn likeness_is_as_winkler_published_it() {
        for (a, b, known) in [("martha", "marhta", 0.961), ("dwayne", "duane", 0.840), ("dixon", "dicksonx", 0.813)] {
            assert!((likeness(a, b) - known).abs() < 0.001, "{a} {b} {}", likeness(a, b));
        }
        assert!(likeness("abc", "xyz") == 0.0 && likeness("", "") == 0.0);
    }

    #[test]
    fn sounds_are_as_the_archives_give_them() {
        for (word, known) in [
            ("Washington", "W252"),
            ("Lee", "L000"),
            ("Gutierrez", "G362"),
            ("Pfister", "P236"),
            ("Jackson", "J250"),
            ("Tymczak", "T522"),
            ("Ashcraft", "A261"),
            ("", ""),
        ] {
            assert_eq!(sound(word), known, "{word}");
        }
    }
}
