//! What the rubric says, for people and programs.

use serde::{Deserialize, Serialize};

/// Plans below this are not issued.
pub const BAR: f64 = 0.85;

/// One item's verdict.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(as = ScoreItem))]
pub struct Item {
    pub n: u8,
    pub value: f64,
    pub gate: bool,
    pub why: String,
}

/// Score, the items that apply, and the gates that failed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(as = Score))]
pub struct Report {
    pub score: f64,
    pub items: Vec<Item>,
    pub gates_failed: Vec<u8>,
}

impl Report {
    pub(super) fn of(items: impl Iterator<Item = Item>) -> Self {
        let items: Vec<Item> = items.collect();
        let count = f64::from(u32::try_from(items.len()).unwrap_or(1).max(1));
        let score = items.iter().map(|item| item.value).sum::<f64>() / count;
        let gates_failed = items.iter().filter(|item| item.gate && item.value <= 0.0).map(|item| item.n).collect();
        Self { score, items, gates_failed }
    }

    /// Good enough to be issued.
    pub fn passes(&self) -> bool {
        self.score >= BAR && self.gates_failed.is_empty()
    }

    pub fn item(&self, n: u8) -> Option<&Item> {
        self.items.iter().find(|item| item.n == n)
    }

    /// What is less than full, in a line.
    pub fn shortcomings(&self) -> String {
        let short = self.items.iter().filter(|item| item.value < 1.0);
        short.map(|item| format!("{}: {}", item.n, item.why)).collect::<Vec<_>>().join("; ")
    }
}
