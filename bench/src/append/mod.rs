//! Commands into Postgres, without the queue before it. Ours and stock postgres-es take turns on the same server, with
//! the same aggregates, commands, payloads and callers.

mod limit;
mod ours;
mod rival;

use commands::Ledger;
use ours::Ours;
pub use rival::NAME as RIVAL;
use rival::Rival;

use crate::{
    Error,
    crowd::{Run, crowd},
    options::AppendOptions,
    place::Place,
    report::{self, Report, median_rate},
    workload::{Share, Workload},
};

/// Every aggregate gets its first event from so many, whatever is measured then.
const WARMING_UP: usize = 64;

pub(crate) async fn append(place: &Place, options: &AppendOptions) -> Result<Report, Error> {
    let workload = Workload::try_new(&options.shape)?;
    let (tasks, events) = (options.tasks, options.events.unwrap_or((options.tasks as u64 * 300).clamp(1_000, 20_000)));
    let environment = place.settings.environment;
    let ledger = Ledger::new(place.pool.clone(), place.nats.clone(), environment);
    let (framework, rival_pool) = rival::framework(place).await?;
    let ours = |share, in_turn| Ours { ledger: ledger.clone(), environment, share, in_turn };
    let rival = |share, in_turn| Rival { framework: framework.clone(), environment, share, in_turn };

    // Every aggregate has a history that a command must be decided on; and everything is warm.
    place.say(&format!("{} aggregates get their first event", workload.aggregates()));
    let warming_up = WARMING_UP.min(options.shape.aggregates);
    let all = || Share::all(&workload, warming_up, 0).map(Vec::into_iter);
    let every = workload.aggregates();
    crowd(all()?.map(|share| ours(share, true)).collect(), every, &place.meter).await?;
    crowd(all()?.map(|share| rival(share, true)).collect(), every, &place.meter).await?;

    let all = || Share::all(&workload, tasks, 1).map(Vec::into_iter);
    let mut our_callers: Vec<Ours> = all()?.map(|share| ours(share, false)).collect();
    let mut rival_callers: Vec<Rival> = all()?.map(|share| rival(share, false)).collect();
    if options.limit {
        limit::make(&place.pool).await?;
    }
    let (mut our_runs, mut rival_runs, mut limit_runs) = (Vec::new(), Vec::new(), Vec::<Run>::new());
    for number in 1..=options.shape.runs {
        let run;
        (run, our_callers) = crowd(our_callers, events, &place.meter).await?;
        place.say(&format!("run {number}: ours {:.0} a second", run.per_second()));
        our_runs.push(run);
        let run;
        (run, rival_callers) = crowd(rival_callers, events, &place.meter).await?;
        place.say(&format!("run {number}: {} {:.0} a second", rival::NAME, run.per_second()));
        rival_runs.push(run);
        if options.limit {
            let run = limit::run(&place.pool, events, &place.meter).await?;
            place.say(&format!("run {number}: bare batches {:.0} a second", run.per_second()));
            limit_runs.push(run);
        }
    }
    rival_pool.close().await;
    let report = Report::new("append", place, &options.shape, &our_runs);
    Ok(Report {
        tasks: Some(tasks),
        rival: Some(report::Rival::of(rival::NAME, &rival_runs, &report.ours)),
        limit_per_s: options.limit.then(|| median_rate(&limit_runs)),
        ..report
    })
}
