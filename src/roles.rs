//! What a process can be. Any role may run any number of times, in one process or many.

use anyhow::{Context, bail};
use commands::{Bus, BusError, Ledger, relay, worker::Worker};
use gateways::{
    chat::{Conversation, Counters, Desk, Scheduler},
    http::{self, Http, Limits},
};
use nats::Nats;
use projections::Freshness;
use sqlx::PgPool;
use tokio::net::TcpListener;
use tokio_util::{sync::CancellationToken, task::TaskTracker};

use crate::{environment, telegram::Telegram};

/// A role, as it is typed after `run`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Role {
    Http,
    Chat,
    Scheduler,
    Worker,
    Relay,
    Projector(String),
    Telegram,
}

impl Role {
    /// Everything that one machine needs; Telegram only where there is a bot.
    pub(crate) fn all() -> anyhow::Result<Vec<Self>> {
        let telegram = Telegram::from_environment()?.map(|_| Self::Telegram);
        Ok(Self::of_the_ledger().into_iter().chain([Self::Http, Self::Chat, Self::Scheduler]).chain(telegram).collect())
    }

    /// What makes commands into events and read models.
    pub(crate) fn of_the_ledger() -> Vec<Self> {
        let projectors = projections::registry::all().into_iter().map(|model| Self::Projector(model.name().to_owned()));
        [Self::Worker, Self::Relay].into_iter().chain(projectors).collect()
    }

    /// Reads `worker relay projector analytics`.
    pub(crate) fn parse(words: &[String]) -> anyhow::Result<Vec<Self>> {
        let mut words = words.iter();
        let mut roles = Vec::new();
        while let Some(word) = words.next() {
            roles.push(match word.as_str() {
                "http" => Self::Http,
                "chat" => Self::Chat,
                "scheduler" => Self::Scheduler,
                "worker" => Self::Worker,
                "relay" => Self::Relay,
                "telegram" => Self::Telegram,
                "projector" => {
                    let name =
                        words.next().context("projector needs the name of a read model, like `projector analytics`")?;
                    Self::Projector(projections::registry::by_name(name)?.name().to_owned())
                }
                other => bail!(
                    "\"{other}\" is not a role; use http, chat, scheduler, telegram, worker, relay or projector NAME"
                ),
            });
        }
        Ok(roles)
    }
}

/// What roles are made of.
pub(crate) struct Parts {
    pub pool: PgPool,
    pub nats: Nats,
    pub replicas: usize,
    /// Bound already, so that a taken port is known before anything is started.
    pub listener: Option<TcpListener>,
    pub limits: Limits,
    pub doors: Doors,
}

/// The ways in from outside. They are shut first, while everything behind them still works: what came in is carried out
/// and answered.
#[derive(Clone, Default)]
pub(crate) struct Doors {
    tasks: TaskTracker,
    shut: CancellationToken,
}

impl Doors {
    /// Shuts them, and waits until whoever is inside has been served.
    pub(crate) async fn shut(&self) {
        self.shut.cancel();
        self.tasks.close();
        self.tasks.wait().await;
    }
}

/// Starts the roles; they run until `stop`, and `tasks` is empty when they have ended.
pub(crate) fn start(
    roles: &[Role],
    mut parts: Parts,
    tasks: &TaskTracker,
    stop: &CancellationToken,
) -> anyhow::Result<()> {
    let (tail, chats) = (projections::Tail::of(parts.nats.clone()), Counters::default());
    for role in roles {
        let (pool, nats, stop, chats) = (parts.pool.clone(), parts.nats.clone(), stop.clone(), chats.clone());
        match role {
            Role::Http => {
                let listener = parts.listener.take().context("the HTTP role was asked for twice")?;
                let (limits, shut) = (parts.limits, parts.doors.shut.clone());
                parts.doors.tasks.spawn(async move {
                    if let Err(error) = serve(listener, pool, nats, limits, &chats, shut).await {
                        tracing::error!(%error, "the HTTP gateway broke off");
                    }
                });
            }
            Role::Chat => {
                tasks.spawn(async move {
                    match conversation(pool, nats).await {
                        Ok(conversation) => conversation.counting(chats).run(stop).await,
                        Err(error) => tracing::error!(%error, "nobody answers the chats: the bus can't be opened"),
                    }
                });
            }
            Role::Scheduler => {
                tasks.spawn(async move {
                    match desk(pool, nats).await {
                        Ok(desk) => Scheduler::new(desk, environment::real().now).run(stop).await,
                        Err(error) => tracing::error!(%error, "nobody reminds anybody: the bus can't be opened"),
                    }
                });
            }
            Role::Worker => {
                let ledger = Ledger::new(pool.clone(), nats.clone(), environment::real());
                tasks.spawn(Worker { pool, nats, ledger }.run(stop));
            }
            Role::Relay => {
                tasks.spawn(relay::run(pool, nats, parts.replicas, stop));
            }
            Role::Telegram => {
                let settings = Telegram::from_environment()?.context("the telegram role needs TELEGRAM_TOKEN")?;
                let intake = settings.intake()?;
                let telegram = gateways::telegram::Telegram::new(pool, settings.bot, environment::real().now);
                tasks.spawn(telegram.counting(chats).run(intake, stop));
            }
            Role::Projector(name) => {
                let model = projections::registry::by_name(name)?;
                tasks.spawn(model.run(pool, tail.clone(), projections::Settings::default(), stop));
            }
        }
    }
    tasks.close();
    Ok(())
}

/// The conversation, as a role or in somebody's terminal.
pub(crate) async fn conversation(pool: PgPool, nats: Nats) -> Result<Conversation, BusError> {
    Ok(Conversation::new(desk(pool, nats).await?))
}

async fn desk(pool: PgPool, nats: Nats) -> Result<Desk, BusError> {
    Ok(Desk { freshness: Freshness::new(pool.clone()), bus: Bus::open(nats).await?, pool })
}

async fn serve(
    listener: TcpListener,
    pool: PgPool,
    nats: Nats,
    limits: Limits,
    chats: &Counters,
    stop: CancellationToken,
) -> anyhow::Result<()> {
    let http = Http::open(pool, nats, environment::real()).await?.with_limits(limits).telling_of(chats);
    http::serve(listener, http, stop).await;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        text.split(' ').map(str::to_owned).collect()
    }

    #[test]
    fn roles_are_read_in_a_row() {
        let roles = Role::parse(&words("worker projector analytics relay")).unwrap();
        assert_eq!(roles, [Role::Worker, Role::Projector("analytics".to_owned()), Role::Relay]);
    }

    #[test]
    fn an_unknown_role_or_read_model_is_told_which_there_are() {
        assert!(
            Role::parse(&words("cook"))
                .unwrap_err()
                .to_string()
                .contains("http, chat, scheduler, telegram, worker, relay")
        );
        assert!(Role::parse(&words("projector cook")).unwrap_err().to_string().contains("analytics"));
    }
}
