//! Surveys plans for invented athletes: scores, refusals, times.
//! `cargo run --release -p paceledger-domain --example survey -- 10000`

#![expect(
    clippy::unwrap_used,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "a survey, not a part of the ledger"
)]

use std::{collections::BTreeMap, time::Instant};

use domain::{drafts::draft, ledger::Reason, plan::PlanKind};

#[path = "../tests/invented/mod.rs"]
mod invented;

fn main() {
    let count: u64 = std::env::args().nth(1).and_then(|arg| arg.parse().ok()).unwrap_or(10_000);
    if let Some(seed) = std::env::args().nth(3).and_then(|arg| arg.parse().ok()) {
        return show(seed);
    }
    let mut refusals: BTreeMap<String, (u32, u64, String)> = BTreeMap::new();
    let mut items: BTreeMap<u8, [u32; 3]> = BTreeMap::new();
    let mut scores: BTreeMap<u32, u32> = BTreeMap::new();
    let mut times: BTreeMap<PlanKind, Vec<f64>> = BTreeMap::new();
    for seed in 0..count {
        let athlete = invented::Invented::new(seed);
        let start = Instant::now();
        let result = draft(&athlete.request());
        times.entry(athlete.kind).or_default().push(start.elapsed().as_secs_f64() * 1e3);
        match result {
            Ok(drafted) => {
                for item in &drafted.score.items {
                    if item.value < 1.0 && std::env::args().nth(2).is_some_and(|n| n == item.n.to_string()) {
                        println!("{seed} {} {} {}", athlete.kind, item.value, item.why);
                    }
                    items.entry(item.n).or_default()[(item.value * 2.0) as usize] += 1;
                }
                *scores.entry((drafted.score.score * 20.0).floor() as u32 * 5).or_default() += 1;
            }
            Err(refusal) => {
                if std::env::args().nth(2).is_some_and(|code| refusal.code().ends_with(&code)) {
                    println!("{seed} {} {refusal}", athlete.kind);
                }
                let entry = refusals.entry(refusal.code().to_owned()).or_insert((0, seed, refusal.to_string()));
                entry.0 += 1;
            }
        }
    }
    println!("refusals:");
    for (code, (n, seed, text)) in &refusals {
        println!("  {n:6} {code} (first: {seed}: {text})");
    }
    println!("items [0, ½, 1]: {items:?}");
    println!("scores: {scores:?}");
    for (kind, mut times) in times {
        times.sort_by(f64::total_cmp);
        let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize];
        println!("{kind}: n {} median {:.3} ms, p99 {:.3} ms, worst {:.3} ms", times.len(), at(0.5), at(0.99), at(1.0));
    }
}

/// One invented athlete and their plan, to look at.
fn show(seed: u64) {
    let athlete = invented::Invented::new(seed);
    let (history, from) = (&athlete.history, athlete.from);
    println!("{} from {from} ({:?})", athlete.kind, from.weekday());
    println!("{}", serde_json::to_string(&history.profile).unwrap_or_default());
    println!("{:?}\n{:?}\n{:?}", history.injuries, history.readings, history.races);
    let timeline = domain::history::Timeline::before(history, from);
    let weeks: Vec<u32> = (0..8).map(|n| timeline.week_before(domain::history::plus_days(from, -7 * n))).collect();
    println!("weeks before {weeks:?}, streak {}, form {:?}", timeline.training_streak(from), timeline.form(from));
    match domain::drafts::roll_out(&athlete.request()) {
        Err(refusal) => println!("{refusal}"),
        Ok(drafted) => {
            for week in &drafted.plan.weeks {
                println!(
                    "{} {}d {} deload {} {} min load {:.0}",
                    week.start, week.days, week.phase, week.deload, week.minutes, week.load
                );
                for s in drafted.plan.sessions_of(week) {
                    println!(
                        "    {} {:?} {} {} min {:?} m {:?}",
                        s.date,
                        s.date.weekday(),
                        s.title,
                        s.minutes,
                        s.metres,
                        s.tags
                    );
                }
            }
            for item in drafted.score.items {
                println!("{} {} {}", item.n, item.value, item.why);
            }
            for r in drafted.record.iter().take(8) {
                println!("{} {} {}", r.week, r.rule, r.saw);
            }
        }
    }
}
