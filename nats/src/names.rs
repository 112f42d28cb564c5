//! What streams and subjects are called. Each ledger has its own, told apart by a prefix.

/// The command queue is so many streams side by side: each syncs one message after the other.
const QUEUES: u8 = 8;

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

    /// The part of the command queue that a bucket's commands wait in.
    pub fn commands_stream(&self, bucket: u8) -> String {
        format!("{}COMMANDS_{}", self.stream_prefix, bucket % QUEUES)
    }

    /// All parts of the command queue, each with the subjects of its buckets.
    pub fn commands_streams(&self) -> impl Iterator<Item = (String, String)> {
        (0..QUEUES).map(|part| (self.commands_stream(part), format!("{}commands.{part}.*", self.subject_prefix)))
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
        format!("{}commands.{}.{bucket:02}", self.subject_prefix, bucket % QUEUES)
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
