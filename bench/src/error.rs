//! Why a measurement came to nothing.

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("{0}")]
    Option(String),
    #[error("no folder for the measurement: {0}; name another one in TMPDIR")]
    Folder(#[from] std::io::Error),
    #[error(transparent)]
    Engines(#[from] engines::Error),
    #[error("{0}")]
    EngineDied(engines::Death),
    #[error(transparent)]
    Connect(#[from] pg::ConnectError),
    #[error("a database for the measurement can't be made: {0}; the role in DATABASE_URL needs `createdb`")]
    MakeDatabase(sqlx::Error),
    #[error(transparent)]
    Migrations(#[from] migrations::Error),
    #[error("Postgres: {0}")]
    Database(#[from] sqlx::Error),
    #[error(transparent)]
    Nats(#[from] nats::NatsError),
    #[error(transparent)]
    Bus(#[from] commands::BusError),
    #[error(transparent)]
    Execute(#[from] commands::ExecuteError),
    #[error(transparent)]
    Append(#[from] commands::append::AppendError),
    #[error(transparent)]
    Projection(#[from] projections::ProjectionError),
    #[error(transparent)]
    NotFresh(#[from] projections::NotFresh),
    #[error("the rival failed: {0}")]
    Rival(String),
    #[error("the server: {0}")]
    Server(String),
    #[error("{0}; the figures would mean nothing")]
    Unexpected(String),
    #[error("interrupted; nothing is left behind")]
    Interrupted,
}

impl From<serde_json::Error> for Error {
    fn from(error: serde_json::Error) -> Self {
        Self::Unexpected(format!("something could not be written as JSON: {error}"))
    }
}

impl From<tokio::task::JoinError> for Error {
    fn from(error: tokio::task::JoinError) -> Self {
        Self::Unexpected(format!("a task broke off: {error}"))
    }
}
