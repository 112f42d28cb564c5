//! A relay is stopped for longer than its lease lasts, with a batch on its way to the stream, and continued after another
//! took over. Its batch comes too late and must change nothing.

use std::time::{Duration, Instant};

use super::{
    leaders::{leads, take_leader, wait_for_leader},
    relay::goes_on,
};
use crate::{
    DrillError, Form,
    error::demand,
    late::{Late, What},
    load::Load,
    stage::Stage,
    until::{PATIENCE, until},
};

const BEFORE: u64 = 50;

pub(super) async fn perform(stage: &mut Stage, load: &Load) -> Result<(), DrillError> {
    let asleep = match stage.form() {
        // Longer than the five seconds after which the lease of a silent holder ends.
        Form::Short => Duration::from_secs(8),
        Form::Long => Duration::from_secs(60),
    };
    let proxy = Late::start(&stage.engines.nats().with_token()).await?;
    for _ in 0..stage.rounds(1, 1) {
        // The one that is put to sleep comes first, so that it leads; its bytes go through the proxy.
        stage.take("relay")?.kill().await?;
        let sleeper = stage.start_with("relay", proxy.address())?;
        stage.crew.push(sleeper);
        wait_for_leader(stage, "relay").await?;
        let second = stage.start("relay")?;
        stage.crew.push(second);
        load.moves_on(BEFORE).await?;
        let sleeper = take_leader(stage, "relay").await?;
        proxy.arm(What::Publish);
        let behind = until("the relay publishes", PATIENCE, async || proxy.held().ok_or("nothing yet")).await?;
        let stopped_at = Instant::now();
        sleeper.freeze().await?;
        let other = wait_for_leader(stage, "relay").await?;
        let took_over_after = stopped_at.elapsed();
        let meanwhile = goes_on(stage, behind).await?;
        tokio::time::sleep(asleep.saturating_sub(stopped_at.elapsed())).await;
        demand(sleeper.is_frozen(), || "the stopped relay woke up by itself".to_owned())?;
        let slept = stopped_at.elapsed();
        proxy.flow();
        sleeper.thaw();
        until("the relay that was stopped notices that it has lost its lead", PATIENCE, async || {
            demand(!leads(&sleeper), || "it believes that it leads".to_owned())
        })
        .await?;
        stage.fault(&format!(
            "relay {} was stopped for {:.1} s with a batch behind position {behind} on its way; {other} took over after \
             {:.1} s and had gone on to {meanwhile}",
            sleeper.id(),
            slept.as_secs_f64(),
            took_over_after.as_secs_f64()
        ));
        stage.crew.push(sleeper);
        // It is none the worse for it: it leads again when its turn comes.
        let leader = take_leader(stage, "relay").await?;
        leader.kill().await?;
        wait_for_leader(stage, "relay").await?;
        let on_stream = stage.nats.ledger_state().await?.map_or(0, |state| state.last);
        goes_on(stage, on_stream).await?;
    }
    load.moves_on(BEFORE).await
}
