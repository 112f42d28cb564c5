//! Surveys plans for invented athletes: scores, refusals, times.
//! `cargo run --release -p paceledger-domain --example survey -- 10000`

use std::{collections::BTreeMap, time::Instant};

use domain::{
    drafts::{Refusal, draft},
    ledger::Reason,
    plan::PlanKind,
};

#[path = "../tests/invented/mod.rs"]
mod invented;

fn main() {
    let count: u64 = std::env::args().nth(1).and_then(|arg| arg.parse().ok()).unwrap_or(10_000);
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
                    items.entry(item.n).or_default()[(item.value * 2.0) as usize] += 1;
                }
                *scores.entry((drafted.score.score * 20.0).floor() as u32 * 5).or_default() += 1;
            }
            Err(refusal) => {
                if matches!(refusal, Refusal::BelowTheBar { .. }) && std::env::args().nth(2).is_some() {
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
