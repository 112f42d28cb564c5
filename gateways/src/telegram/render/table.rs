//! Tables in letters of one width. A long one goes on in the next message, under its head.

use super::{blocks::Blocks, formatted::Formatted};

const GAP: &str = "  ";

pub(super) fn write(blocks: &mut Blocks, head: &[String], rows: &[Vec<String>]) {
    let widths = widths(head, rows);
    let head = line(head, &widths);
    let mut open = Vec::new();
    for row in rows {
        let row = line(row, &widths);
        if !open.is_empty() && !fits(blocks, &head, &open, &row) {
            blocks.block(&monospaced(&head, &open));
            open.clear();
        }
        open.push(row);
    }
    let last = monospaced(&head, &open);
    if last.length() <= blocks.longest() {
        blocks.block(&last);
    } else {
        // One row that fills a message by itself is no table any more.
        blocks.text(&last.plain);
    }
}

fn fits(blocks: &Blocks, head: &str, open: &[String], row: &str) -> bool {
    let mut with_it = open.to_vec();
    with_it.push(row.to_owned());
    monospaced(head, &with_it).length() <= blocks.longest()
}

fn monospaced(head: &str, rows: &[String]) -> Formatted {
    let head = (!head.is_empty()).then_some(head);
    let lines: Vec<&str> = head.into_iter().chain(rows.iter().map(String::as_str)).collect();
    Formatted::monospaced(&lines.join("\n"))
}

fn widths(head: &[String], rows: &[Vec<String>]) -> Vec<usize> {
    let columns = rows.iter().map(Vec::len).chain([head.len()]).max().unwrap_or_default();
    let cells = |column| rows.iter().map(Vec::as_slice).chain([head]).filter_map(move |row| row.get(column));
    (0..columns).map(|column| cells(column).map(|cell| cell.chars().count()).max().unwrap_or_default()).collect()
}

fn line(cells: &[String], widths: &[usize]) -> String {
    let padded: Vec<String> = cells
        .iter()
        .zip(widths)
        .map(|(cell, &width)| {
            let cell = cell.replace('\n', " ");
            format!("{cell:width$}")
        })
        .collect();
    padded.join(GAP).trim_end().to_owned()
}
