//! How long each session of a week lasts.
//!
//! The week's minutes are shared out in the proportions of the wishes, in steps of five, between what a session needs
//! at least and what the day and the kind of session bear. What cannot be placed is left out, so a week may come out
//! shorter than asked for, never longer.

use super::{athlete::Athlete, placement::Slot};
use crate::{
    plan::{Tag, WorkoutKind},
    vocabulary::Sport,
};

/// What a run may be at most, in minutes, by what the legs are used to.
pub(super) struct RunLimits {
    pub(super) longest: u16,
}

/// The triathlete's usual week needs no balancing: it is balanced.
const TEMPLATE: u32 = 550;

/// What each sport should get of a triathlete's time, and the most of it: within 15–30, 40–55 and 20–35 %.
const SPORT_SHARES: [(Sport, f64, f64); 3] =
    [(Sport::Bike, 0.48, 0.54), (Sport::Swim, 0.22, 0.29), (Sport::Run, 0.30, 0.34)];

struct Share {
    slot: usize,
    wish: usize,
    weight: f64,
    least: u16,
    most: u16,
    minutes: u16,
}

/// Minutes by slot and wish, in the order of the slots.
pub(super) fn share_out(athlete: &Athlete<'_>, slots: &mut [Slot], total: u32, runs: &RunLimits) {
    let mut shares = open_shares(slots, runs);
    leave_out_surplus(&mut shares, slots, total);
    let balanced = athlete.is_triathlete() && total != TEMPLATE && has_all_sports(&shares, slots);
    if balanced {
        weigh_sports(&mut shares, slots);
    }
    pour(&mut shares, slots, total);
    if balanced {
        SPORT_SHARES.iter().for_each(|&(sport, _, most)| hold_sport(&mut shares, slots, total, sport, most));
    }
    hold_long_run(athlete, &mut shares, slots, total);
    write_back(shares, slots);
}

fn open_shares(slots: &[Slot], runs: &RunLimits) -> Vec<Share> {
    let mut shares = Vec::new();
    for (slot, day) in slots.iter().enumerate() {
        for (at, wish) in day.wishes.iter().enumerate() {
            let own = if wish.sport == Sport::Run { wish.longest().min(runs.longest) } else { wish.longest() };
            let most = own.min(day.room).max(wish.shortest());
            shares.push(Share {
                slot,
                wish: at,
                weight: f64::from(wish.minutes),
                least: wish.shortest(),
                most,
                minutes: 0,
            });
        }
    }
    shares
}

/// The least important go until the rest have at least what they need.
fn leave_out_surplus(shares: &mut Vec<Share>, slots: &[Slot], total: u32) {
    while shares.iter().map(|share| u32::from(share.least)).sum::<u32>() > total && !shares.is_empty() {
        let worth = |share: &Share| {
            let wish = &slots[share.slot].wishes[share.wish];
            let rank = match wish.workout {
                _ if wish.has(Tag::Optional) => 0,
                WorkoutKind::Recovery => 1,
                WorkoutKind::Endurance => 2,
                WorkoutKind::Long => 4,
                _ => 3,
            };
            (rank, wish.minutes, std::cmp::Reverse(share.slot))
        };
        let least = (0..shares.len()).min_by_key(|&at| worth(&shares[at]));
        shares.remove(least.unwrap_or(0));
    }
}

fn has_all_sports(shares: &[Share], slots: &[Slot]) -> bool {
    SPORT_SHARES.iter().all(|&(sport, _, _)| shares.iter().any(|share| sport_of(share, slots) == sport))
}

fn sport_of(share: &Share, slots: &[Slot]) -> Sport {
    slots[share.slot].wishes[share.wish].sport
}

/// Lends the sessions of each sport the weight that the sport should have.
fn weigh_sports(shares: &mut [Share], slots: &[Slot]) {
    for (sport, aim, _) in SPORT_SHARES {
        let all: f64 = shares.iter().filter(|share| sport_of(share, slots) == sport).map(|share| share.weight).sum();
        let own = shares.iter_mut().filter(|share| sport_of(share, slots) == sport);
        own.for_each(|share| share.weight *= aim * 500.0 / all);
    }
}

/// Holds a sport at its most; what it gives up goes to the others as far as they can take it.
fn hold_sport(shares: &mut [Share], slots: &[Slot], total: u32, sport: Sport, most: f64) {
    for _ in 0..12 {
        let own = |share: &Share| sport_of(share, slots) == sport;
        let sum: u32 = shares.iter().filter(|share| own(share)).map(|share| u32::from(share.minutes)).sum();
        let longest = (0..shares.len())
            .filter(|&at| own(&shares[at]) && shares[at].minutes > shares[at].least)
            .max_by_key(|&at| shares[at].minutes);
        let Some(at) = longest.filter(|_| f64::from(sum) > f64::from(poured(shares)) * most) else { return };
        let cut = (shares[at].minutes - shares[at].least).min(if shares[at].minutes > 120 { 15 } else { 5 });
        shares[at].minutes -= cut;
        shares[at].most = shares[at].minutes;
        spill_over(shares, slots, total);
    }
}

/// Raises all shares together until the minutes are gone or nothing can take more.
fn pour(shares: &mut [Share], slots: &[Slot], total: u32) {
    shares.iter_mut().for_each(|share| share.minutes = share.least);
    let (mut low, mut high) = (0.0, 12.0);
    for _ in 0..16 {
        let level = f64::midpoint(low, high);
        set_level(shares, slots, level);
        if poured(shares) > total { high = level } else { low = level }
    }
    set_level(shares, slots, low);
    spill_over(shares, slots, total);
}

fn set_level(shares: &mut [Share], slots: &[Slot], level: f64) {
    for share in shares.iter_mut() {
        share.minutes = five(share.weight * level).clamp(share.least, share.most);
    }
    hold_days(shares, slots);
}

/// Sessions that share a day share its minutes, in the proportions of their weights.
fn hold_days(shares: &mut [Share], slots: &[Slot]) {
    for (slot, day) in slots.iter().enumerate() {
        let of_day = |share: &&Share| share.slot == slot;
        let minutes: u32 = shares.iter().filter(of_day).map(|share| u32::from(share.minutes)).sum();
        if minutes <= u32::from(day.room) {
            continue;
        }
        let least: u16 = shares.iter().filter(of_day).map(|share| share.least).sum();
        let weight: f64 = shares.iter().filter(of_day).map(|share| share.weight).sum();
        let spare = f64::from(day.room.saturating_sub(least));
        for share in shares.iter_mut().filter(|share| share.slot == slot) {
            let fair = share.least + five_down(spare * share.weight / weight);
            share.minutes = fair.min(share.most);
        }
    }
}

fn poured(shares: &[Share]) -> u32 {
    shares.iter().map(|share| u32::from(share.minutes)).sum()
}

/// What rounding left over goes to whoever can take it, the longest first.
fn spill_over(shares: &mut [Share], slots: &[Slot], total: u32) {
    // Steps of five read better; in a small week every minute counts.
    let step = if total < 120 { 1 } else { 5 };
    let mut order: Vec<usize> = (0..shares.len()).collect();
    order.sort_by_key(|&at| std::cmp::Reverse(shares[at].minutes));
    for at in order {
        let left = u16::try_from(total.saturating_sub(poured(shares))).unwrap_or(u16::MAX);
        let day: u16 = shares.iter().filter(|share| share.slot == shares[at].slot).map(|share| share.minutes).sum();
        let room = slots[shares[at].slot].room.saturating_sub(day);
        let more = left.min(room).min(shares[at].most.saturating_sub(shares[at].minutes)).min(5) / step * step;
        shares[at].minutes += more;
    }
}

/// The longest run's share of the week's running: 30 % with five runs and more, 35 % with four, 45 % with three; the
/// rest of its minutes goes to the other runs as far as they can take it.
fn hold_long_run(athlete: &Athlete<'_>, shares: &mut [Share], slots: &[Slot], total: u32) {
    let is_run = |share: &Share| slots[share.slot].wishes[share.wish].sport == Sport::Run;
    let runs = shares.iter().filter(|share| is_run(share)).count();
    let limit = match runs {
        0..=2 => return,
        3 => 0.45,
        4 => 0.35,
        _ => long_run_share(athlete, shares.iter().filter(|share| is_run(share)).map(|share| share.minutes).sum()),
    };
    for _ in 0..12 {
        let all: u16 = shares.iter().filter(|share| is_run(share)).map(|share| share.minutes).sum();
        let most = five_down(f64::from(all) * limit).max(20);
        let over: Vec<usize> =
            (0..shares.len()).filter(|&at| is_run(&shares[at]) && shares[at].minutes > most).collect();
        if over.is_empty() {
            break;
        }
        for at in over {
            shares[at].most = most.max(shares[at].least);
            shares[at].minutes = shares[at].minutes.min(shares[at].most);
        }
        spill_over(shares, slots, total);
    }
}

/// Daniels: a quarter of the week, up to 30 % for those who run less than 64 km.
fn long_run_share(athlete: &Athlete<'_>, run_minutes: u16) -> f64 {
    let km = f64::from(run_minutes) * athlete.easy_metres_per_minute() / 1000.0;
    if km > 64.0 { 0.25 } else { 0.30 }
}

fn write_back(shares: Vec<Share>, slots: &mut [Slot]) {
    for slot in slots.iter_mut() {
        slot.wishes.iter_mut().for_each(|wish| wish.minutes = 0);
    }
    for share in shares {
        slots[share.slot].wishes[share.wish].minutes = share.minutes;
    }
    slots.iter_mut().for_each(|slot| slot.wishes.retain(|wish| wish.minutes > 0));
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "minutes of a day, never negative")]
fn five(minutes: f64) -> u16 {
    ((minutes / 5.0).round() * 5.0).clamp(0.0, 1440.0) as u16
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "minutes of a day, never negative")]
fn five_down(minutes: f64) -> u16 {
    ((minutes / 5.0).floor() * 5.0).clamp(0.0, 1440.0) as u16
}
