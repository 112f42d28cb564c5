//! One session of a plan.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Message, Step, StepPart, Tag, WorkoutKind, step::load_per_hour};
use crate::{
    history::Effort,
    vocabulary::{Sport, Zone},
};

/// What to do on a day, why, and how it is built.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Session {
    pub id: Uuid,
    pub date: Date,
    pub sport: Sport,
    pub workout: WorkoutKind,
    /// The hardest zone that the session is meant to reach for more than a moment.
    pub zone: Zone,
    pub minutes: u16,
    /// How far that should lead on foot.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub metres: Option<u32>,
    pub title: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<Tag>,
    pub purpose: Message,
    /// Why it isn't what it would have been without an injury or a bad night.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Message>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<Step>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub race_id: Option<Uuid>,
}

/// The id of the nth session of a plan on a day: the same plan made again has the same ids.
pub fn session_id(plan_id: Uuid, date: Date, index: usize) -> Uuid {
    Uuid::new_v5(&plan_id, format!("{date}:{index}").as_bytes())
}

impl Session {
    /// A session without structure yet; what it is called and for follows from what it is.
    pub fn new(id: Uuid, date: Date, sport: Sport, workout: WorkoutKind, zone: Zone, minutes: u16) -> Self {
        let title = format!("{} {}", capital(sport.as_str()), workout.as_str().replace('-', " "));
        let mut session = Self {
            id,
            date,
            sport,
            workout,
            zone,
            minutes,
            metres: None,
            title,
            tags: Vec::new(),
            purpose: Message::default(),
            note: None,
            steps: Vec::new(),
            race_id: None,
        };
        session.tags.extend(own_tag(workout));
        session
    }

    #[must_use]
    pub fn tagged(mut self, tag: Tag) -> Self {
        if !self.has(tag) {
            self.tags.push(tag);
        }
        self
    }

    pub fn has(&self, tag: Tag) -> bool {
        self.tags.contains(&tag)
    }

    pub fn is_race(&self) -> bool {
        self.has(Tag::Race)
    }

    /// z4 or z5, a race, tagged VO2 or threshold, or ten minutes at or above threshold: the next day is for recovery.
    pub fn is_hard(&self) -> bool {
        let threshold_s: u32 = self.steps.iter().filter(|step| step.zone.is_hard()).map(Step::work_s).sum();
        self.zone.is_hard() || self.is_race() || self.has(Tag::Vo2) || self.has(Tag::Threshold) || threshold_s >= 600
    }

    pub fn effort(&self) -> Effort {
        match (self.is_race(), self.is_hard()) {
            (true, _) => Effort::Race,
            (false, true) => Effort::Hard,
            (false, false) => Effort::Easy,
        }
    }

    /// Turns the session into an easy one; its structure is made anew.
    pub fn ease(&mut self) {
        self.zone = self.zone.min(Zone::Z2);
        self.tags.retain(|tag| !matches!(tag, Tag::Vo2 | Tag::Threshold));
        if !self.has(Tag::Downgraded) {
            self.title.push_str(" (downgraded to Z2)");
            self.tags.push(Tag::Downgraded);
        }
        self.steps.clear();
    }

    /// Meant to be hard once, and easy now, whatever made it so: it is no longer what its kind says.
    pub fn is_eased(&self) -> bool {
        let was_hard = matches!(
            self.workout,
            WorkoutKind::Tempo
                | WorkoutKind::Threshold
                | WorkoutKind::Intervals
                | WorkoutKind::Repetitions
                | WorkoutKind::Vo2
        );
        let may_be_hard = matches!(self.workout, WorkoutKind::RacePace | WorkoutKind::Sharpening);
        self.zone <= Zone::Z2 && (was_hard || may_be_hard && self.has(Tag::Downgraded))
    }

    /// Training load: of its steps, or of its zone while it has none.
    pub fn load(&self) -> f64 {
        if self.steps.is_empty() {
            f64::from(self.minutes) / 60.0 * load_per_hour(self.zone)
        } else {
            self.steps.iter().map(Step::load).sum()
        }
    }

    /// How much of the plan's purpose hangs on it; the least important gives way first.
    pub fn importance(&self) -> u8 {
        match self.workout {
            _ if self.is_race() => 9,
            _ if self.has(Tag::Optional) => 0,
            _ if self.has(Tag::Long) => 7,
            _ if self.is_hard() => 6,
            WorkoutKind::Recovery => 1,
            WorkoutKind::Endurance if !self.has(Tag::Chosen) && !self.has(Tag::Brick) => 2,
            _ => 3,
        }
    }

    /// Minutes of warming up or cooling down.
    pub fn part_minutes(&self, part: StepPart) -> u32 {
        self.steps.iter().filter(|step| step.part == part).map(Step::total_s).sum::<u32>() / 60
    }
}

const fn own_tag(workout: WorkoutKind) -> Option<Tag> {
    match workout {
        WorkoutKind::Vo2 => Some(Tag::Vo2),
        WorkoutKind::Threshold => Some(Tag::Threshold),
        WorkoutKind::Long => Some(Tag::Long),
        WorkoutKind::Race => Some(Tag::Race),
        _ => None,
    }
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
