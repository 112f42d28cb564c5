//! What streams and subjects are called. Each ledger has its own, told apart by a prefix.

/// The names of one ledger's streams and subjects.
#[derive(Debug, Clone)]
pub struct Names {
    stream_prefix: String,
    subject_prefix: String,
}

impl Names {
    /// The unnamed ledger has plain names; `club` has `club_LEDGER` and `club.ledger.…`.
    pub fn new(ledger: &str) -> Self {
        match ledger {
            "" => Self { stream_prefix: String::new(), subject_prefix: String::new() },
            name => Self { stream_prefix: format!("{name}_"), subject_prefix: format!("{name}.") },
        }
    }

    pub fn ledger_stream(&self) -> String {
        format!("{}LEDGER", self.stream_prefix)
    }

    pub fn commands_stream(&self) -> String {
        format!("{}COMMANDS", self.stream_prefix)
    }

    pub fn outcomes_stream(&self) -> String {
        format!("{}OUTCOMES", self.stream_prefix)
    }

    pub fn probe_stream(&self) -> String {
        format!("{}PROBE", self.stream_prefix)
    }

    /// Ids stay out of subjects: the server keeps each distinct subject in memory.
    pub fn event(&self, bucket: u8, aggregate: &str, event_type: &str) -> String {
        format!("{}ledger.{bucket:02}.{aggregate}.{event_type}", self.subject_prefix)
    }

    pub fn any_event(&self) -> String {
        format!("{}ledger.>", self.subject_prefix)
    }

    pub fn command(&self, bucket: u8) -> String {
        format!("{}commands.{bucket:02}", self.subject_prefix)
    }

    pub fn any_command(&self) -> String {
        format!("{}commands.*", self.subject_prefix)
    }

    pub fn outcome(&self, gateway: &str) -> String {
        format!("{}outcomes.{gateway}", self.subject_prefix)
    }

    pub fn any_outcome(&self) -> String {
        format!("{}outcomes.*", self.subject_prefix)
    }

    pub fn probe(&self) -> String {
        format!("{}probe", self.subject_prefix)
    }

    pub fn committed(&self) -> String {
        format!("{}committed", self.subject_prefix)
    }
}
