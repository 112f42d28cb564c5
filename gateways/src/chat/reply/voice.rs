//! The texts in one member's language and units: numbers, distances, paces and dates as they write them.

use domain::{
    units::format_clock,
    vocabulary::{Language, Sport, Units, Weekday},
};
use fluent_templates::fluent_bundle::FluentValue;
use jiff::civil::Date;

use super::{
    keys::{self, Key},
    texts::text,
};

const METRES_PER_MILE: f64 = 1609.344;
const METRES_PER_YARD: f64 = 0.9144;

/// How one member is spoken to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Voice {
    pub language: Language,
    pub units: Units,
}

impl Voice {
    pub(in crate::chat) fn say(self, key: Key, args: &[(&'static str, FluentValue<'static>)]) -> String {
        debug_assert!(args.iter().all(|(name, _)| key.args.contains(name)) && args.len() == key.args.len(), "{key:?}");
        // A missing text fails a test; should one slip through, its name is better than silence.
        text(self.language, key.id, args).unwrap_or_else(|| key.id.to_owned())
    }

    /// A text by the name that another room knows it by, such as `care.…` or a command's usage. Keys of texts
    /// have hyphens where other names have dots.
    pub fn by_name(self, id: &str) -> Option<String> {
        text(self.language, &id.replace('.', "-"), &[])
    }

    /// At most that many decimals, none that is a zero at the end, and the language's own decimal mark.
    pub fn number(self, value: f64, decimals: usize) -> String {
        let printed = format!("{value:.decimals$}");
        let short = if printed.contains('.') { printed.trim_end_matches('0').trim_end_matches('.') } else { &printed };
        // Nothing has no sign.
        let short = if short == "-0" { "0" } else { short };
        match self.language {
            Language::English => short.to_owned(),
            Language::Spanish | Language::Russian => short.replace('.', ","),
        }
    }

    /// Metres or yards in the pool, kilometres or miles elsewhere.
    pub fn distance(self, sport: Sport, metres: f64) -> String {
        let (value, unit, decimals) = match (sport, self.units) {
            (Sport::Swim, Units::Metric) => (metres, "m", 0),
            (Sport::Swim, Units::Imperial) => (metres / METRES_PER_YARD, "yd", 0),
            (_, Units::Metric) => (metres / 1000.0, "km", 2),
            (_, Units::Imperial) => (metres / METRES_PER_MILE, "mi", 2),
        };
        self.say(keys::DISTANCE, &[("number", self.number(value, decimals).into()), ("unit", unit.into())])
    }

    /// A pace where people speak of paces, a speed on the bicycle.
    pub fn pace(self, sport: Sport, metres: f64, seconds: f64) -> String {
        let per = |length: f64| FluentValue::from(format_clock(seconds / metres * length));
        let (clock, unit) = match (sport, self.units) {
            (Sport::Bike, _) => return self.speed(metres / seconds),
            (Sport::Swim, Units::Metric) => (per(100.0), "m"),
            (Sport::Swim, Units::Imperial) => (per(100.0 * METRES_PER_YARD), "yd"),
            (_, Units::Metric) => (per(1000.0), "km"),
            (_, Units::Imperial) => (per(METRES_PER_MILE), "mi"),
        };
        self.say(keys::PACE, &[("clock", clock), ("unit", unit.into())])
    }

    fn speed(self, metres_per_second: f64) -> String {
        let (length, unit) = match self.units {
            Units::Metric => (1000.0, "km"),
            Units::Imperial => (METRES_PER_MILE, "mi"),
        };
        let number = self.number(metres_per_second * 3600.0 / length, 1);
        self.say(keys::SPEED, &[("number", number.into()), ("unit", unit.into())])
    }

    /// The year only where it isn't this one.
    pub fn date(self, date: Date, today: Date) -> String {
        let weekday = self.say(keys::WEEKDAY, &[("day", Weekday::of(date).as_str().into())]);
        let month = self.say(keys::MONTH, &[("month", date.month().into())]);
        let mut args =
            vec![("weekday", weekday.into()), ("day", date.day().to_string().into()), ("month", month.into())];
        if date.year() == today.year() {
            return self.say(keys::DATE, &args);
        }
        args.push(("year", date.year().to_string().into()));
        self.say(keys::DATE_WITH_YEAR, &args)
    }

    pub fn sport(self, sport: Sport) -> String {
        self.say(keys::SPORT, &[("sport", sport.as_str().into())])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn voice(language: Language, units: Units) -> Voice {
        Voice { language, units }
    }

    #[test]
    fn numbers_and_distances_are_written_as_the_member_writes_them() {
        let says = |language, units, sport, metres| voice(language, units).distance(sport, metres);
        assert_eq!(says(Language::English, Units::Metric, Sport::Run, 8_200.0), "8.2 km");
        assert_eq!(says(Language::Spanish, Units::Metric, Sport::Run, 8_200.0), "8,2 km");
        assert_eq!(says(Language::Russian, Units::Metric, Sport::Run, 10_000.0), "10 км");
        assert_eq!(says(Language::English, Units::Imperial, Sport::Bike, 64_373.76), "40 mi");
        assert_eq!(says(Language::Russian, Units::Metric, Sport::Swim, 1_500.0), "1500 м");
        assert_eq!(says(Language::English, Units::Imperial, Sport::Swim, 1_508.76), "1650 yd");
        let metric = voice(Language::English, Units::Metric);
        assert_eq!((metric.number(-0.2, 0).as_str(), metric.number(-2.5, 1).as_str()), ("0", "-2.5"));
    }

    #[test]
    fn a_pace_has_the_length_that_its_sport_uses_and_a_ride_has_a_speed() {
        let english = voice(Language::English, Units::Metric);
        assert_eq!(english.pace(Sport::Run, 10_000.0, 3_150.0), "5:15 /km");
        assert_eq!(english.pace(Sport::Swim, 2_000.0, 2_520.0), "2:06 /100 m");
        assert_eq!(voice(Language::Spanish, Units::Metric).pace(Sport::Bike, 45_500.0, 5_400.0), "30,3 km/h");
        assert_eq!(voice(Language::Russian, Units::Metric).pace(Sport::Run, 10_000.0, 3_150.0), "5:15 /км");
        assert_eq!(voice(Language::English, Units::Imperial).pace(Sport::Run, 8_046.72, 2_520.0), "8:24 /mi");
    }

    #[test]
    fn a_date_names_its_weekday_and_the_year_only_when_it_is_another() {
        let today = date(2025, 5, 14);
        assert_eq!(voice(Language::English, Units::Metric).date(date(2025, 5, 3), today), "Saturday, 3 May");
        assert_eq!(voice(Language::Spanish, Units::Metric).date(date(2025, 5, 3), today), "sábado, 3 de mayo");
        assert_eq!(voice(Language::Russian, Units::Metric).date(date(2024, 5, 3), today), "пятница, 3 мая 2024 г.");
    }
}
