//! Every word on a picture, one file a language. The type makes a missing word an error of the compiler.

mod english;
mod russian;
mod spanish;

use domain::vocabulary::{Language, Sport, Zone};

/// The words of one language.
pub(crate) struct Texts {
    /// After a day.
    pub(crate) months: [&'static str; 12],
    /// Without a day.
    pub(crate) months_alone: [&'static str; 12],
    pub(crate) hours: &'static str,
    pub(crate) hour: &'static str,
    pub(crate) minute: &'static str,
    pub(crate) kilometres: &'static str,
    pub(crate) miles: &'static str,
    pub(crate) per_kilometre: &'static str,
    pub(crate) per_mile: &'static str,
    pub(crate) today: &'static str,

    pub(crate) form_title: &'static str,
    pub(crate) form_axis: &'static str,
    pub(crate) weekly_means: &'static str,
    pub(crate) fitness: &'static str,
    pub(crate) fatigue: &'static str,
    pub(crate) form: &'static str,
    pub(crate) plan: &'static str,
    pub(crate) race_ready: &'static str,
    pub(crate) overload: &'static str,
    pub(crate) warming_up: &'static str,
    /// With `{day}` and `{days}`.
    pub(crate) warming_up_day: &'static str,
    pub(crate) no_form: &'static str,

    pub(crate) volume_title: &'static str,
    pub(crate) weeks: &'static str,
    pub(crate) no_volume: &'static str,
    /// In the order of [`Sport::ALL`].
    pub(crate) sports: [&'static str; 7],

    pub(crate) zones_title: &'static str,
    /// In the order of [`Zone::ALL`].
    pub(crate) zones: [&'static str; 5],
    pub(crate) easy: &'static str,
    pub(crate) moderate: &'static str,
    pub(crate) hard: &'static str,
    pub(crate) no_zones: &'static str,

    pub(crate) vdot_title: &'static str,
    pub(crate) vdot_axis: &'static str,
    pub(crate) threshold_pace: &'static str,
    pub(crate) race: &'static str,
    pub(crate) hard_run: &'static str,
    pub(crate) no_vdot: &'static str,
}

pub(crate) fn of(language: Language) -> &'static Texts {
    match language {
        Language::English => &english::TEXTS,
        Language::Spanish => &spanish::TEXTS,
        Language::Russian => &russian::TEXTS,
    }
}

impl Texts {
    pub(crate) fn sport(&self, sport: Sport) -> &'static str {
        Sport::ALL.iter().zip(self.sports).find_map(|(one, word)| (*one == sport).then_some(word)).unwrap_or_default()
    }

    pub(crate) fn zone(&self, zone: Zone) -> &'static str {
        Zone::ALL.iter().zip(self.zones).find_map(|(one, word)| (*one == zone).then_some(word)).unwrap_or_default()
    }

    /// Every word, for the tests that none may be missing.
    #[cfg(test)]
    fn all(&self) -> Vec<&'static str> {
        let Self {
            months,
            months_alone,
            hours,
            hour,
            minute,
            kilometres,
            miles,
            per_kilometre,
            per_mile,
            today,
            form_title,
            form_axis,
            weekly_means,
            fitness,
            fatigue,
            form,
            plan,
            race_ready,
            overload,
            warming_up,
            warming_up_day,
            no_form,
            volume_title,
            weeks,
            no_volume,
            sports,
            zones_title,
            zones,
            easy,
            moderate,
            hard,
            no_zones,
            vdot_title,
            vdot_axis,
            threshold_pace,
            race,
            hard_run,
            no_vdot,
        } = *self;
        let single = [
            hours,
            hour,
            minute,
            kilometres,
            miles,
            per_kilometre,
            per_mile,
            today,
            form_title,
            form_axis,
            weekly_means,
            fitness,
            fatigue,
            form,
            plan,
            race_ready,
            overload,
            warming_up,
            warming_up_day,
            no_form,
            volume_title,
            weeks,
            no_volume,
            zones_title,
            easy,
            moderate,
            hard,
            no_zones,
            vdot_title,
            vdot_axis,
            threshold_pace,
            race,
            hard_run,
            no_vdot,
        ];
        single.into_iter().chain(months).chain(months_alone).chain(sports).chain(zones).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::font;
    use skrifa::{FontRef, MetadataProvider};

    #[test]
    fn no_language_lacks_a_word() {
        for language in Language::ALL {
            let texts = of(*language);
            assert!(texts.all().iter().all(|word| !word.trim().is_empty()), "{language}");
            assert!(["{day}", "{days}"].iter().all(|slot| texts.warming_up_day.contains(slot)), "{language}");
        }
    }

    #[test]
    fn nothing_is_left_in_english() {
        let english = of(Language::English).all();
        for language in [Language::Spanish, Language::Russian] {
            let same: Vec<_> = of(language).all().into_iter().filter(|word| english.contains(word)).collect();
            assert!(same.iter().all(|word| word.chars().count() <= 6), "{language}: {same:?}");
        }
    }

    #[test]
    fn the_font_has_every_sign() {
        let signs = FontRef::new(font::BYTES).unwrap().charmap();
        let other = "0123456789.,:–·%/…<>Z\u{a0}";
        let words = Language::ALL.iter().flat_map(|language| of(*language).all());
        for sign in words.chain([other]).flat_map(str::chars) {
            assert!(signs.map(sign).is_some(), "{sign:?}");
        }
    }
}
