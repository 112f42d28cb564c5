//! The read models by name, for whoever takes names from a command line.

use std::sync::Arc;

use futures::future::BoxFuture;
use sqlx::PgPool;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::{
    Past, Progress, Projection, ProjectionError, Projector, Rebuilt, Retried, Settings, Tail, Verification,
    analytics::Analytics, audit::Audit, generation, members::Members, plans::Plans, rebuild, retry,
};

/// Told how far a long work has come.
pub type Report = Arc<dyn Fn(Progress) + Send + Sync>;

/// A read model whose kind is not known at compile time.
pub trait ReadModel: Send + Sync {
    fn name(&self) -> &'static str;
    fn version(&self) -> i32;

    /// Keeps it up to date until told to stop.
    fn run(&self, pool: PgPool, tail: Tail, settings: Settings, stop: CancellationToken) -> BoxFuture<'static, ()>;

    /// Fills it anew beside the live one and puts it in its place.
    fn rebuild<'a>(
        &'a self,
        pool: &'a PgPool,
        stop: &'a CancellationToken,
        report: Report,
    ) -> BoxFuture<'a, Result<Rebuilt, ProjectionError>>;

    /// Compares it with a replay from zero.
    fn verify<'a>(
        &'a self,
        pool: &'a PgPool,
        stop: &'a CancellationToken,
        report: Report,
    ) -> BoxFuture<'a, Result<Verification, ProjectionError>>;

    /// Gives its parked subjects another chance.
    fn retry<'a>(&'a self, pool: &'a PgPool) -> BoxFuture<'a, Result<Vec<Retried>, ProjectionError>>;

    /// What it held of one subject when the ledger had come to a position.
    fn past<'a>(
        &'a self,
        pool: &'a PgPool,
        subject: Uuid,
        position: u64,
    ) -> BoxFuture<'a, Result<Past, ProjectionError>>;

    /// Drops what rebuilds have left behind; gives back the schemas' names.
    fn drop_old<'a>(&'a self, pool: &'a PgPool) -> BoxFuture<'a, Result<Vec<String>, ProjectionError>>;
}

impl<P: Projection + Clone> ReadModel for P {
    fn name(&self) -> &'static str {
        P::NAME
    }

    fn version(&self) -> i32 {
        P::VERSION
    }

    fn run(&self, pool: PgPool, tail: Tail, settings: Settings, stop: CancellationToken) -> BoxFuture<'static, ()> {
        let projector = Projector::new(self.clone(), pool, tail).with_settings(settings);
        Box::pin(async move { projector.run(stop).await })
    }

    fn rebuild<'a>(
        &'a self,
        pool: &'a PgPool,
        stop: &'a CancellationToken,
        report: Report,
    ) -> BoxFuture<'a, Result<Rebuilt, ProjectionError>> {
        Box::pin(rebuild::rebuild(self.clone(), pool, stop, move |progress| report(progress)))
    }

    fn verify<'a>(
        &'a self,
        pool: &'a PgPool,
        stop: &'a CancellationToken,
        report: Report,
    ) -> BoxFuture<'a, Result<Verification, ProjectionError>> {
        Box::pin(rebuild::verify(self.clone(), pool, stop, move |progress| report(progress)))
    }

    fn retry<'a>(&'a self, pool: &'a PgPool) -> BoxFuture<'a, Result<Vec<Retried>, ProjectionError>> {
        Box::pin(retry::retry(self, pool))
    }

    fn past<'a>(
        &'a self,
        pool: &'a PgPool,
        subject: Uuid,
        position: u64,
    ) -> BoxFuture<'a, Result<Past, ProjectionError>> {
        Box::pin(Past::of(self, pool, subject, position))
    }

    fn drop_old<'a>(&'a self, pool: &'a PgPool) -> BoxFuture<'a, Result<Vec<String>, ProjectionError>> {
        Box::pin(async move { Ok(generation::drop_retired(pool, P::NAME).await?) })
    }
}

/// Every read model, in alphabetical order. A new one is a line here.
pub fn all() -> Vec<Box<dyn ReadModel>> {
    vec![Box::new(Analytics), Box::new(Audit), Box::new(Members), Box::new(Plans)]
}

/// The read model of this name; the error names those there are.
pub fn by_name(name: &str) -> Result<Box<dyn ReadModel>, ProjectionError> {
    all().into_iter().find(|model| model.name() == name).ok_or_else(|| ProjectionError::Unknown {
        given: name.to_owned(),
        known: all().iter().map(|model| model.name()).collect::<Vec<_>>().join(", "),
    })
}
