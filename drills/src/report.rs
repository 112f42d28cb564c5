//! What came of a drill.

use std::{path::PathBuf, time::Duration};

use crate::{Drill, DrillError};

#[derive(Debug)]
pub struct Report {
    pub drill: Drill,
    /// Faults that were proved to have happened.
    pub faults: u32,
    pub acknowledged: u64,
    pub repeats: u64,
    pub events: u64,
    pub duration: Duration,
    pub figures: Vec<String>,
    /// Why it failed, and where its data and logs are.
    pub failure: Option<(DrillError, PathBuf)>,
}

impl Report {
    pub fn is_passed(&self) -> bool {
        self.failure.is_none()
    }
}

/// All of them, for a person.
pub fn table(reports: &[Report]) -> String {
    let mut lines = vec![format!(
        "{:10} {:>7} {:>13} {:>9} {:>9} {:>9}  result",
        "drill", "faults", "acknowledged", "repeats", "events", "seconds"
    )];
    for report in reports {
        let result = match &report.failure {
            None => "passed".to_owned(),
            Some((error, folder)) => format!("FAILED: {error}; see {}", folder.display()),
        };
        lines.push(format!(
            "{:10} {:>7} {:>13} {:>9} {:>9} {:>9.1}  {result}",
            report.drill.name(),
            report.faults,
            report.acknowledged,
            report.repeats,
            report.events,
            report.duration.as_secs_f64()
        ));
    }
    lines.join("\n")
}
