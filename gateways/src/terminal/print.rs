//! An answer as text.

use std::path::PathBuf;

use crate::chat::reply::{Part, Reply};

const GAP: &str = "  ";

/// `before` buttons stand above this answer; its own are numbered on from there.
pub(super) fn printed(reply: &Reply, saved: &[PathBuf], before: usize) -> String {
    let mut saved = saved.iter();
    let mut blocks: Vec<String> = reply
        .parts
        .iter()
        .map(|part| match part {
            Part::Paragraph(text) => text.trim().to_owned(),
            Part::List(items) => list(items),
            Part::Section { head, items } => format!("{head}\n{}", list(items)),
            Part::Table { head, rows } => table(head, rows),
            Part::Picture { caption, .. } => file(saved.next(), caption),
            Part::Document { name, .. } => file(saved.next(), name),
        })
        .collect();
    blocks.extend(buttons(reply, before));
    blocks.retain(|block| !block.is_empty());
    blocks.join("\n\n") + "\n"
}

fn list(items: &[String]) -> String {
    items.iter().map(|item| format!("- {item}")).collect::<Vec<_>>().join("\n")
}

fn file(saved: Option<&PathBuf>, what: &str) -> String {
    saved.map_or_else(|| what.to_owned(), |path| format!("{what}\n-> {}", path.display()))
}

fn table(head: &[String], rows: &[Vec<String>]) -> String {
    let columns = rows.iter().map(Vec::len).chain([head.len()]).max().unwrap_or_default();
    let width = |column: usize| {
        let cells = rows.iter().map(Vec::as_slice).chain([head]).filter_map(|row| row.get(column));
        cells.map(|cell| cell.chars().count()).max().unwrap_or_default()
    };
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let line = |cells: &[String]| {
        let padded: Vec<String> = cells.iter().zip(&widths).map(|(cell, &width)| format!("{cell:width$}")).collect();
        padded.join(GAP).trim_end().to_owned()
    };
    let rule = widths.iter().map(|&width| "-".repeat(width)).collect::<Vec<_>>().join(GAP);
    let head = if head.is_empty() { vec![] } else { vec![line(head), rule] };
    head.into_iter().chain(rows.iter().map(|row| line(row))).collect::<Vec<_>>().join("\n")
}

fn buttons(reply: &Reply, before: usize) -> Option<String> {
    let mut number = before;
    let rows = reply.buttons.iter().filter(|row| !row.is_empty()).map(|row| {
        let labels: Vec<String> = row
            .iter()
            .map(|button| {
                number += 1;
                format!("[#{number}] {}", button.label)
            })
            .collect();
        labels.join("   ")
    });
    let rows: Vec<String> = rows.collect();
    (!rows.is_empty()).then(|| rows.join("\n"))
}
