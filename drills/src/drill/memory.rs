//! Very many commands, and the memory that each process takes meanwhile.

use std::time::{Duration, Instant};

use super::Recipe;
use crate::{
    DrillError, Form,
    error::demand,
    load::{Habit, Load},
    stage::Stage,
};

const EVERY: Duration = Duration::from_millis(250);
/// How far the sum may move after the warm-up, either way.
const LEEWAY: f64 = 20.0;
const MIB: f64 = 1024.0 * 1024.0;
/// Of all commands, this many pass before anything is judged.
const WARM_UP: f64 = 0.1;

pub(super) fn recipe(commands: u64) -> Recipe {
    Recipe { callers: 256, subjects: 16, habit: Habit::Waiting, most: Some(commands) }
}

/// Resident memory of each process, in MiB, when so much of the work was done.
struct Sample {
    done: f64,
    each: Vec<f64>,
}

impl Sample {
    fn sum(&self) -> f64 {
        self.each.iter().sum()
    }
}

pub(super) async fn perform(stage: &mut Stage, load: &Load) -> Result<(), DrillError> {
    let began = Instant::now();
    let commands = super::commands_of_the_memory_drill(&stage.setting);
    let mut samples = Vec::new();
    while !load.is_over() {
        tokio::time::sleep(EVERY).await;
        let done = load.tally().acknowledged() as f64 / commands as f64;
        let each: Vec<f64> = stage.crew.iter().filter_map(|process| Some(process.resident()? as f64 / MIB)).collect();
        demand(each.len() == stage.crew.len(), || "a process has ended".to_owned())?;
        let sample = Sample { done, each };
        if samples.last().is_none_or(|last: &Sample| tenth(last.done) != tenth(done)) {
            stage.say(&format!("{:3.0} %: {:.1} MiB in all", done * 100.0, sample.sum()));
        }
        samples.push(sample);
    }
    let rate = commands as f64 / began.elapsed().as_secs_f64();
    table(stage, &samples);
    let judged: Vec<f64> = samples.iter().filter(|sample| sample.done >= WARM_UP).map(Sample::sum).collect();
    let (Some(first), Some(most), Some(least)) =
        (judged.first(), extreme(&judged, f64::max), extreme(&judged, f64::min))
    else {
        return Err(DrillError::Broken("nothing was measured after the warm-up".to_owned()));
    };
    stage.figure(format!(
        "{commands} commands, {rate:.0} a second; after the warm-up {first:.1} MiB, then {least:.1} to {most:.1} MiB"
    ));
    let moved = (most - first).max(first - least);
    // A short run is over before the processes have come to their size.
    demand(stage.form() == Form::Short || moved <= LEEWAY, || {
        format!("the sum moved by {moved:.1} MiB after the warm-up, more than {LEEWAY} MiB")
    })?;
    stage.fault(&format!("{} samples of {} processes", samples.len(), stage.crew.len()));
    Ok(())
}

fn tenth(done: f64) -> u32 {
    (done * 10.0) as u32
}

fn extreme(values: &[f64], pick: fn(f64, f64) -> f64) -> Option<f64> {
    values.iter().copied().reduce(pick)
}

/// A line for each tenth of the work: the means of what was sampled in it.
fn table(stage: &mut Stage, samples: &[Sample]) {
    let roles: Vec<String> = stage.crew.iter().map(|process| format!("{:>20}", process.role())).collect();
    stage.figure(format!("resident MiB {} {:>9}", roles.join(" "), "sum"));
    for tenth in 0..10 {
        let from = f64::from(tenth) / 10.0;
        let of_tenth: Vec<&Sample> =
            samples.iter().filter(|sample| sample.done >= from && sample.done < from + 0.1).collect();
        let count = of_tenth.len() as f64;
        if of_tenth.is_empty() {
            continue;
        }
        let mean = |place: usize| of_tenth.iter().map(|sample| sample.each[place]).sum::<f64>() / count;
        let each: Vec<String> = (0..roles.len()).map(|place| format!("{:>20.1}", mean(place))).collect();
        let sum = of_tenth.iter().map(|sample| sample.sum()).sum::<f64>() / count;
        stage.figure(format!("tenth {:>2}     {} {sum:>9.1}", tenth + 1, each.join(" ")));
    }
}
