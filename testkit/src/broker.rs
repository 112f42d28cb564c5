//! JetStream from the outside: what the ledger itself never asks for or does.

use async_nats::jetstream::{self, Context};
use futures::TryStreamExt;

/// Looks at streams and takes them away, past everything that the ledger would refuse.
pub struct Broker(Context);

impl Broker {
    /// `address` as programs take it, with the token in it.
    pub async fn connect(address: &str) -> Result<Self, async_nats::Error> {
        let (token, server) = match address.strip_prefix("nats://").and_then(|rest| rest.rsplit_once('@')) {
            Some((token, host)) => (Some(token), format!("nats://{host}")),
            None => (None, address.to_owned()),
        };
        let mut options = async_nats::ConnectOptions::new();
        if let Some(token) = token {
            options = options.token(token.to_owned());
        }
        Ok(Self(jetstream::new(options.connect(server).await?)))
    }

    /// Messages that were handed to a consumer of these streams and neither acknowledged nor given back.
    pub async fn in_hand(&self, streams: &[String]) -> Result<usize, async_nats::Error> {
        let mut in_hand = 0;
        for stream in streams {
            let consumers: Vec<_> = self.0.get_stream(stream).await?.consumers().try_collect().await?;
            in_hand += consumers.iter().map(|consumer| consumer.num_ack_pending).sum::<usize>();
        }
        Ok(in_hand)
    }

    pub async fn consumers(&self, streams: &[String]) -> Result<usize, async_nats::Error> {
        let mut consumers = 0;
        for stream in streams {
            consumers += self.0.get_stream(stream).await?.cached_info().state.consumer_count;
        }
        Ok(consumers)
    }

    /// How many messages were on it.
    pub async fn delete_stream(&self, stream: &str) -> Result<u64, async_nats::Error> {
        let held = self.0.get_stream(stream).await?.cached_info().state.messages;
        self.0.delete_stream(stream).await?;
        Ok(held)
    }

    /// How many there were.
    pub async fn delete_consumers(&self, streams: &[String]) -> Result<usize, async_nats::Error> {
        let mut deleted = 0;
        for stream in streams {
            let stream = self.0.get_stream(stream).await?;
            let names: Vec<String> = stream.consumer_names().try_collect().await?;
            for name in &names {
                stream.delete_consumer(name).await?;
            }
            deleted += names.len();
        }
        Ok(deleted)
    }
}
