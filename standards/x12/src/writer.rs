//! Prints segments. Trailing empty elements and components are left out, as X12 wants.

use jiff::civil::{Date, Time};
use kernel::Money;

use crate::parties::When;
use crate::{Decimal, Segment, Separators};

/// Prints segments one after the other into memory.
#[derive(Clone, Debug)]
pub struct Writer {
    out: Vec<u8>,
    separators: Separators,
    line_end: &'static str,
    count: u32,
}

impl Writer {
    /// A writer with these separators that puts `line_end` (such as `"\n"`, or nothing) after each terminator.
    #[must_use]
    pub const fn new(separators: Separators, line_end: &'static str) -> Self {
        Self { out: Vec::new(), separators, line_end, count: 0 }
    }

    /// The separators in use.
    #[must_use]
    pub const fn separators(&self) -> Separators {
        self.separators
    }

    /// Begins a segment; it is finished when the returned value is dropped or ended.
    pub fn segment(&mut self, id: &str) -> SegmentWriter<'_> {
        let start = self.out.len();
        self.out.extend_from_slice(id.as_bytes());
        SegmentWriter { writer: self, start }
    }

    /// Prints a segment again, element by element, exactly as it was read.
    pub fn copy(&mut self, segment: &Segment<'_>) {
        let from = segment.separators();
        if from == self.separators {
            self.out.extend_from_slice(segment.bytes());
        } else {
            let to = self.separators;
            self.out.extend(segment.bytes().iter().map(|byte| match *byte {
                b if b == from.element => to.element,
                b if b == from.component => to.component,
                b if Some(b) == from.repetition => to.repetition.unwrap_or(b),
                b => b,
            }));
        }
        self.finish();
    }

    /// How many segments were printed since the last [`Writer::restart_count`].
    #[must_use]
    pub const fn count(&self) -> u32 {
        self.count
    }

    /// Starts counting segments anew, at an ST.
    pub const fn restart_count(&mut self) {
        self.count = 0;
    }

    /// What was printed.
    #[must_use]
    pub fn into_bytes(self) -> Vec<u8> {
        self.out
    }

    fn finish(&mut self) {
        self.out.push(self.separators.segment);
        self.out.extend_from_slice(self.line_end.as_bytes());
        self.count += 1;
    }
}

/// One segment being printed, element by element.
#[derive(Debug)]
pub struct SegmentWriter<'w> {
    writer: &'w mut Writer,
    start: usize,
}

impl SegmentWriter<'_> {
    /// The next element, a text. Separators inside it become blanks; nothing can break out of its element.
    pub fn text(&mut self, value: &str) -> &mut Self {
        self.begin();
        self.push(value);
        self
    }

    /// The next element, or an empty one.
    pub fn optional(&mut self, value: Option<&str>) -> &mut Self {
        self.text(value.unwrap_or_default())
    }

    /// An empty element.
    pub fn skip(&mut self) -> &mut Self {
        self.text("")
    }

    /// So many empty elements.
    pub fn skips(&mut self, count: usize) -> &mut Self {
        for _ in 0..count {
            self.skip();
        }
        self
    }

    /// A composite.
    pub fn composite<S: AsRef<str>>(&mut self, parts: &[S]) -> &mut Self {
        self.begin();
        self.push_composite(parts);
        self
    }

    /// Repetitions of an element.
    pub fn repeated(&mut self, values: &[String]) -> &mut Self {
        self.begin();
        for (at, value) in values.iter().enumerate() {
            if at > 0 {
                self.writer.out.push(self.writer.separators.repetition.unwrap_or(b' '));
            }
            self.push(value);
        }
        self
    }

    /// An amount without needless zeros: 25.00 is 25, 37.60 is 37.6.
    pub fn money(&mut self, amount: Money) -> &mut Self {
        self.decimal(Decimal::from(amount))
    }

    /// An amount, or an empty element.
    pub fn optional_money(&mut self, amount: Option<Money>) -> &mut Self {
        self.optional_decimal(amount.map(Decimal::from))
    }

    /// A number.
    pub fn decimal(&mut self, number: Decimal) -> &mut Self {
        self.text(&number.to_string())
    }

    /// A number, or an empty element.
    pub fn optional_decimal(&mut self, number: Option<Decimal>) -> &mut Self {
        self.text(&number.map(|n| n.to_string()).unwrap_or_default())
    }

    /// A day as CCYYMMDD.
    pub fn day(&mut self, day: Date) -> &mut Self {
        self.text(&day_text(day))
    }

    /// A day, or an empty element.
    pub fn optional_day(&mut self, day: Option<Date>) -> &mut Self {
        self.text(&day.map(day_text).unwrap_or_default())
    }

    /// A time as HHMM, with seconds when it has some.
    pub fn optional_time(&mut self, time: Option<Time>) -> &mut Self {
        self.text(&time.map(time_text).unwrap_or_default())
    }

    /// A format qualifier and a day or span: two elements, `D8` or `RD8`.
    pub fn when(&mut self, when: When) -> &mut Self {
        match when {
            When::Day(day) => self.text("D8").day(day),
            When::Span(first, last) => self.text("RD8").text(&format!("{}-{}", day_text(first), day_text(last))),
        }
    }

    /// A separator itself, where ISA declares it.
    pub(crate) fn raw(&mut self, byte: u8) -> &mut Self {
        self.begin();
        self.writer.out.push(byte);
        self
    }

    /// Ends the segment.
    pub fn end(&mut self) {}

    fn begin(&mut self) {
        self.writer.out.push(self.writer.separators.element);
    }

    fn push_composite<S: AsRef<str>>(&mut self, parts: &[S]) {
        let used = parts.iter().rposition(|p| !p.as_ref().is_empty()).map_or(0, |at| at + 1);
        for (at, part) in parts[..used].iter().enumerate() {
            if at > 0 {
                self.writer.out.push(self.writer.separators.component);
            }
            self.push(part.as_ref());
        }
    }

    fn push(&mut self, value: &str) {
        let separators = self.writer.separators;
        let clean = |byte: u8| if separators.contains(byte) || byte < b' ' { b' ' } else { byte };
        self.writer.out.extend(value.bytes().map(clean));
    }
}

impl Drop for SegmentWriter<'_> {
    fn drop(&mut self) {
        let element = self.writer.separators.element;
        while self.writer.out.len() > self.start && self.writer.out.last() == Some(&element) {
            self.writer.out.pop();
        }
        self.writer.finish();
    }
}

/// A day as CCYYMMDD.
pub(crate) fn day_text(day: Date) -> String {
    format!("{:04}{:02}{:02}", day.year(), day.month(), day.day())
}

/// A time as HHMM or HHMMSS.
pub(crate) fn time_text(time: Time) -> String {
    if time.second() == 0 {
        format!("{:02}{:02}", time.hour(), time.minute())
    } else {
        format!("{:02}{:02}{:02}", time.hour(), time.minute(), time.second())
    }
}
