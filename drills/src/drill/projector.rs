//! A projector is killed in the middle of a transaction on its read model; the next one shows every event once.

use sqlx::PgPool;

use crate::{
    DrillError,
    error::demand,
    load::Load,
    process::Process,
    stage::Stage,
    until::{PATIENCE, until},
};

const BETWEEN_KILLS: u64 = 25;

pub(super) async fn perform(stage: &mut Stage, load: &Load) -> Result<(), DrillError> {
    let models: Vec<_> = projections::registry::all().iter().map(|model| model.name()).collect();
    for name in models.iter().cycle().take(stage.rounds(50, 3) as usize) {
        load.moves_on(BETWEEN_KILLS).await?;
        let projector = stage.take(&format!("projector {name}"))?;
        frozen_in_a_transaction(&stage.pool, name, &projector).await?;
        let position = checkpoint(&stage.pool, name).await?;
        let pid = projector.kill().await?;
        stage.fault(&format!("projector {name} {pid} died by SIGKILL in a transaction behind position {position}"));
        let next = stage.start(&format!("projector {name}"))?;
        stage.crew.push(next);
        let what = format!("{name} goes on");
        until(&what, PATIENCE, async || {
            let now = checkpoint(&stage.pool, name).await?;
            demand(now > position, || format!("it stands at {now}"))
        })
        .await?;
    }
    load.moves_on(BETWEEN_KILLS).await
}

/// Catches it with an open transaction that has written to its own tables.
async fn frozen_in_a_transaction(pool: &PgPool, name: &str, projector: &Process) -> Result<(), DrillError> {
    until(&format!("projector {name} is caught in a transaction"), PATIENCE, async || {
        projector.freeze().await?;
        let writes = writes(pool, name).await;
        if !matches!(writes, Ok(1..)) {
            projector.thaw();
        }
        let writes = writes?;
        demand(writes > 0, || "no transaction open".to_owned())
    })
    .await
}

/// How many of the live tables are being written by a transaction that is open and idle: a frozen process's.
async fn writes(pool: &PgPool, name: &str) -> Result<i64, sqlx::Error> {
    sqlx::query_scalar(
        "select count(*) from pg_locks l
         join pg_stat_activity a on a.pid = l.pid and a.state = 'idle in transaction'
         join pg_class c on c.oid = l.relation
         join pg_namespace n on n.oid = c.relnamespace
         join projection_checkpoints p on p.schema_name = n.nspname and p.state = 'live'
         where p.name = $1 and l.mode = 'RowExclusiveLock' and l.granted",
    )
    .bind(name)
    .fetch_one(pool)
    .await
}

async fn checkpoint(pool: &PgPool, name: &str) -> Result<i64, DrillError> {
    let position = sqlx::query_scalar("select position from projection_checkpoints where name = $1 and state = 'live'");
    Ok(position.bind(name).fetch_one(pool).await?)
}
