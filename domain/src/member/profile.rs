//! Changing the profile.

use std::ops::RangeInclusive;

use jiff::civil::Date;

use super::{
    Member, MemberError, MemberEvent, ProfileField,
    profile_field::{differing, over},
};
use crate::vocabulary::{Availability, Profile, Sport, Text};

const AGES: RangeInclusive<i16> = 10..=120;
pub(super) const MINUTES_OF_A_DAY: u16 = 1440;
pub(super) const TRAINED: [Sport; 4] = [Sport::Swim, Sport::Bike, Sport::Run, Sport::Strength];

impl Member {
    pub(super) fn change_profile(
        &self,
        mut set: Profile,
        mut clear: Vec<ProfileField>,
        sent_on: Date,
    ) -> Result<Vec<MemberEvent>, MemberError> {
        if let Some(&field) = clear.iter().find(|field| field.is_in(&set)) {
            return Err(MemberError::SetAndCleared(field));
        }
        set.name = set.name.as_deref().map(checked_name).transpose()?;
        check(&set, sent_on)?;
        clear.sort_unstable();
        clear.dedup();
        clear.retain(|field| field.is_in(&self.profile));
        let set = differing(set, &self.profile);
        check_long_run(&changed(&self.profile, set.clone(), &clear))?;
        if set == Profile::default() && clear.is_empty() {
            return Ok(vec![]);
        }
        Ok(vec![MemberEvent::ProfileChanged { set: Box::new(set), clear }])
    }
}

/// The profile after a change.
pub(crate) fn changed(profile: &Profile, set: Profile, clear: &[ProfileField]) -> Profile {
    let mut profile = over(set, profile.clone());
    clear.iter().for_each(|field| field.clear_in(&mut profile));
    profile
}

fn checked_name(name: &str) -> Result<String, MemberError> {
    Text::<100>::try_new(name).map(String::from).map_err(MemberError::Name)
}

fn check(set: &Profile, sent_on: Date) -> Result<(), MemberError> {
    set.birth_year.map_or(Ok(()), |year| check_birth_year(year, sent_on))?;
    set.sports.as_deref().map_or(Ok(()), check_sports)?;
    set.availability.as_ref().map_or(Ok(()), check_availability)
}

fn check_birth_year(given: i16, sent_on: Date) -> Result<(), MemberError> {
    let (earliest, latest) = (sent_on.year() - AGES.end(), sent_on.year() - AGES.start());
    if (earliest..=latest).contains(&given) { Ok(()) } else { Err(MemberError::BirthYear { given, earliest, latest }) }
}

fn check_sports(sports: &[Sport]) -> Result<(), MemberError> {
    let twice = |sport| sports.iter().filter(|other| *other == sport).count() > 1;
    if sports.is_empty() || sports.iter().any(|sport| !TRAINED.contains(sport) || twice(sport)) {
        return Err(MemberError::Sports);
    }
    Ok(())
}

fn check_availability(availability: &Availability) -> Result<(), MemberError> {
    let too_long = availability.days().filter_map(|day| day.minutes).any(|minutes| minutes.get() > MINUTES_OF_A_DAY);
    if too_long { Err(MemberError::DayTooLong) } else { Ok(()) }
}

fn check_long_run(profile: &Profile) -> Result<(), MemberError> {
    if profile.long_run_day.is_some() && profile.long_run_day == profile.no_long_run_day {
        return Err(MemberError::LongRunDay);
    }
    Ok(())
}
