//! The Telegram role's settings, from the environment alone: a token on a command line is seen by everybody.

use std::net::TcpListener;

use anyhow::{Context, bail};
use gateways::telegram::{Intake, Settings, Webhook};

const TOKEN: &str = "TELEGRAM_TOKEN";
const API: &str = "TELEGRAM_API";
const URL: &str = "TELEGRAM_WEBHOOK_URL";
const SECRET: &str = "TELEGRAM_WEBHOOK_SECRET";
const LISTEN: &str = "TELEGRAM_LISTEN";
const DEFAULT_LISTEN: &str = "127.0.0.1:8443";

/// Which bot, and how its updates come.
#[derive(Debug, Clone)]
pub(crate) struct Telegram {
    pub bot: Settings,
    webhook: Option<Webhook>,
    listen: String,
}

impl Telegram {
    /// None without a token.
    pub(crate) fn from_environment() -> anyhow::Result<Option<Self>> {
        Self::read(|name| std::env::var(name).ok().filter(|value| !value.is_empty()))
    }

    fn read(get: impl Fn(&str) -> Option<String>) -> anyhow::Result<Option<Self>> {
        let Some(token) = get(TOKEN) else { return Ok(None) };
        let bot = Settings::try_new(&token, get(API).as_deref())
            .with_context(|| format!("the settings {TOKEN} and {API} can't be used"))?;
        let webhook = match (get(URL), get(SECRET)) {
            (Some(url), Some(secret)) => Some(
                Webhook::try_new(&url, &secret)
                    .with_context(|| format!("the settings {URL} and {SECRET} can't be used"))?,
            ),
            (None, None) => None,
            _ => bail!("the settings {URL} and {SECRET} go together: set both, or none to ask Telegram for updates"),
        };
        Ok(Some(Self { bot, webhook, listen: get(LISTEN).unwrap_or_else(|| DEFAULT_LISTEN.to_owned()) }))
    }

    /// Takes the webhook's port, if there is a webhook.
    pub(crate) fn intake(&self) -> anyhow::Result<Intake> {
        let Some(webhook) = self.webhook.clone() else { return Ok(Intake::Polling) };
        let listener = TcpListener::bind(&self.listen)
            .with_context(|| format!("can't listen on {}; choose another address with {LISTEN}", self.listen))?;
        listener.set_nonblocking(true)?;
        Ok(Intake::Webhook { webhook, listener: tokio::net::TcpListener::from_std(listener)? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(settings: &[(&str, &str)]) -> anyhow::Result<Option<Telegram>> {
        Telegram::read(|name| settings.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned()))
    }

    #[test]
    fn without_a_token_there_is_no_telegram() {
        assert!(read(&[(URL, "https://club.example/")]).unwrap().is_none());
        assert!(read(&[(TOKEN, "1:a")]).unwrap().unwrap().webhook.is_none());
    }

    #[test]
    fn a_setting_that_cannot_be_is_named_and_no_secret_shown() {
        let error = format!("{:#}", read(&[(TOKEN, "my secret token")]).unwrap_err());
        assert!(error.contains(TOKEN) && !error.contains("my secret"), "{error}");
        let error = format!("{:#}", read(&[(TOKEN, "1:a"), (URL, "https://club.example/")]).unwrap_err());
        assert!(error.contains(SECRET), "{error}");
    }
}
