//! From older forms of events to today's. One file a step, named after the event and the version it leads to.

mod workout_logged_v2;

use cqrs_es::persist::{EventUpcaster, SemanticVersionEventUpcaster, SemanticVersionEventUpcasterFunc};

/// All steps, each event's in ascending order of version. Any store of cqrs-es takes them as they are.
pub fn upcasters() -> Vec<Box<dyn EventUpcaster>> {
    vec![step("WorkoutLogged", "2.0", Box::new(workout_logged_v2::upcast))]
}

fn step(event: &str, version: &str, upcast: Box<SemanticVersionEventUpcasterFunc>) -> Box<dyn EventUpcaster> {
    Box::new(SemanticVersionEventUpcaster::new(event, version, upcast))
}
