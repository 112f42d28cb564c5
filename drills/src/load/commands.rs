//! What is asked for. The same numbers give the same command: nothing here is drawn by lot.

use domain::{
    Command,
    ledger::{Actor, CommandEnvelope},
};
use jiff::{Timestamp, civil::date};
use serde_json::{Value, json};
use uuid::Uuid;

use super::GATEWAY;

/// A member's number and the number of the command among the member's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Turn {
    pub(crate) member: u32,
    pub(crate) number: u32,
}

impl Turn {
    pub(crate) fn subject(self) -> Uuid {
        Uuid::from_u128(0x0197_f3c0_5a00_7000_8000_0000_0000_0000 + u128::from(self.member))
    }

    /// The workout that is logged at this turn.
    fn workout(self) -> Uuid {
        let place = (u128::from(self.member) << 32) + u128::from(self.number);
        Uuid::from_u128(0x0197_f3c0_5a00_7000_9000_0000_0000_0000 + place)
    }

    /// A member registers, then logs workouts, corrects some, records readings and changes units; now and then
    /// something is refused.
    pub(crate) fn command(self) -> Value {
        match self.number % 8 {
            // The first time; later it is refused.
            0 => json!({"member": {"register": {"language": "en", "time_zone": "UTC", "units": "metric"}}}),
            3 => {
                let workout = Self { number: self.number - 1, ..self }.workout();
                json!({"workout": {"correct": {"workout_id": workout, "workout": self.facts()}}})
            }
            5 => {
                json!({"fatigue-day": {"record": {"date": self.day(), "reading": {"readiness": self.number % 5 + 1}}}})
            }
            6 => {
                let units = if self.number % 16 == 6 { "imperial" } else { "metric" };
                json!({"member": {"choose-units": {"units": units}}})
            }
            _ => log(self.workout(), self.facts()),
        }
    }

    fn facts(self) -> Value {
        let seconds = 1800 + self.number % 1800;
        json!({
            "sport": if self.number.is_multiple_of(3) { "bike" } else { "run" }, "start": format!("{}T06:30:00Z", self.day()),
            "time_zone": "UTC", "local_date": self.day(), "duration": {"elapsed_s": seconds},
            "zone": "z2", "distance_m": 3 * seconds,
        })
    }

    /// Two years of days.
    fn day(self) -> String {
        let first = date(2024, 1, 1);
        first.saturating_add(jiff::Span::new().days(i64::from(self.number / 8 % 730))).to_string()
    }
}

fn log(workout: Uuid, facts: Value) -> Value {
    json!({"workout": {"log": {"workout_id": workout, "source": "typed", "workout": facts}}})
}

/// A workout of a member whom no caller speaks for.
pub(crate) fn log_workout(number: u32) -> (Uuid, Value) {
    let turn = Turn { member: u32::MAX - number, number: 1 };
    (turn.subject(), log(turn.workout(), turn.facts()))
}

pub(crate) fn envelope(
    command_id: &str,
    subject: Uuid,
    command: Value,
) -> Result<CommandEnvelope<Command>, serde_json::Error> {
    let sent_at: Timestamp = Timestamp::constant(1_777_777_777, 0);
    let command = serde_json::from_value(command)?;
    Ok(CommandEnvelope::new(command_id.to_owned(), Actor::Member(subject), GATEWAY, subject, sent_at, command))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_of_the_load_can_be_read() {
        for number in 0..64 {
            let turn = Turn { member: 3, number };
            envelope("c", turn.subject(), turn.command()).unwrap();
        }
    }

    #[test]
    fn a_correction_is_about_the_workout_logged_before_it() {
        let id = |number: u32, what: &str| {
            Turn { member: 3, number }.command()["workout"][what]["workout_id"].as_str().unwrap().to_owned()
        };
        assert_eq!(id(2, "log"), id(3, "correct"));
        assert_eq!(id(18, "log"), id(19, "correct"));
        assert_ne!(id(2, "log"), id(10, "log"));
    }
}
