//! Columns that stand under each other.

use std::fmt::{self, Display, Write as _};

const BETWEEN: &str = "  ";

/// Rows under a head. A head that begins with `>` has its column aligned to the right.
pub(super) struct Table {
    head: Vec<&'static str>,
    rows: Vec<Vec<String>>,
}

impl Table {
    pub(super) fn new(head: &[&'static str], rows: impl IntoIterator<Item = Vec<String>>) -> Self {
        Self { head: head.to_vec(), rows: rows.into_iter().collect() }
    }

    /// The table, or a sentence where it would have no row.
    pub(super) fn or(self, sentence: &str) -> String {
        if self.rows.is_empty() { format!("{sentence}\n") } else { self.to_string() }
    }
}

impl Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<String> = self.head.iter().map(|head| head.trim_start_matches('>').to_owned()).collect();
        let width = |column: usize| {
            let cells = self.rows.iter().chain([&names]).filter_map(|row| row.get(column));
            cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
        };
        let widths: Vec<usize> = (0..names.len()).map(width).collect();
        for row in [&names].into_iter().chain(&self.rows) {
            let mut line = String::new();
            for ((cell, head), width) in row.iter().zip(&self.head).zip(&widths) {
                if head.starts_with('>') {
                    write!(line, "{cell:>width$}{BETWEEN}")?;
                } else {
                    write!(line, "{cell:<width$}{BETWEEN}")?;
                }
            }
            writeln!(f, "{}", line.trim_end())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_begin_and_numbers_end_under_each_other() {
        let rows = [vec!["Бег".to_owned(), "5".to_owned()], vec!["swim".to_owned(), "120".to_owned()]];
        assert_eq!(Table::new(&["sport", ">min"], rows).to_string(), "sport  min\nБег      5\nswim   120\n");
        assert_eq!(Table::new(&["sport"], []).or("nothing"), "nothing\n");
    }
}
