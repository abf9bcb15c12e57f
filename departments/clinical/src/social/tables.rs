//! The table of answers about how a patient lives.

use super::SocialAnswerId;
use crate::record::record;
use kernel::Phi;

record! {
    /// An answer to one topic.
    SocialAnswer in social_answer: SocialAnswerId {
        /// Since when, or when it was told, for order (see [`crate::told`]).
        at_key: i64 = [BigInt],
        /// Since when.
        at_text: String = [Text],
        /// Until when.
        until_text: String = [Text],
        /// Whether it holds: neither ended nor entered in error.
        present: bool = [Bool],
        /// What was asked: a word of the list of topics (see `histories`).
        topic: String = [Text],
        /// The code system of the answer.
        code_system: String = [Text],
        /// The code of the answer, where it is one of a standard list: the smoking status.
        code: String = [Text],
        /// The answer, in words.
        label: String = [Text],
        /// How much, in words: `10 cigarettes a day`.
        amount: Phi<String> = [Text],
        /// Remarks.
        note: Phi<String> = [Text],
    }
}
