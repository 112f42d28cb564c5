//! What was done.

use super::words::words;

words! {
    /// The kind of activity. `multisport` stands for a workout made of legs; the time between legs is not sport time.
    Sport, "sport" {
        Swim = "swim",
        Bike = "bike",
        Run = "run",
        Strength = "strength",
        Rest = "rest",
        Other = "other",
        Multisport = "multisport",
    }
}

impl Sport {
    /// The three sports of a triathlon, in race order.
    pub const TRIATHLON: [Self; 3] = [Self::Swim, Self::Bike, Self::Run];
}
