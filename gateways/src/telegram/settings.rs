//! Which bot, and where Telegram is.

use std::time::Duration;

use reqwest::Url;
use secrecy::SecretString;

const API: &str = "https://api.telegram.org";
const PATIENCE: Duration = Duration::from_secs(30);
const A_SECOND_IN_ALL: usize = 30;

/// The token is shown by no log and no error.
#[derive(Debug, Clone)]
pub struct Settings {
    pub token: SecretString,
    /// Where the Bot API is.
    pub api: Url,
    /// A request that has no answer after this long may or may not have been carried out.
    pub patience: Duration,
    /// Messages to all chats together that a bot may send in a second.
    pub a_second_in_all: usize,
}

/// Where Telegram brings updates to.
#[derive(Debug, Clone)]
pub struct Webhook {
    /// As Telegram sees it: https, on port 80, 88, 443 or 8443.
    pub url: Url,
    /// What Telegram says to show that it is Telegram.
    pub secret: SecretString,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SettingsError {
    #[error("a token looks like 123456789:AAExample, as @BotFather gives it")]
    Token,
    #[error("the Bot API's address looks like {API}")]
    Api,
    #[error("a webhook's address begins with https:// and has a port that Telegram goes to: 80, 88, 443 or 8443")]
    WebhookUrl,
    #[error("a webhook's secret has 1 to 256 of A-Z, a-z, 0-9, _ and -")]
    WebhookSecret,
}

impl Settings {
    /// Without an address, the Bot API that Telegram runs.
    pub fn try_new(token: &str, api: Option<&str>) -> Result<Self, SettingsError> {
        let (id, secret) = token.split_once(':').ok_or(SettingsError::Token)?;
        if id.parse::<u64>().is_err() || secret.is_empty() || !secret.chars().all(is_plain) {
            return Err(SettingsError::Token);
        }
        let api = Url::parse(api.unwrap_or(API)).ok().filter(Url::has_host).ok_or(SettingsError::Api)?;
        Ok(Self { token: token.into(), api, patience: PATIENCE, a_second_in_all: A_SECOND_IN_ALL })
    }
}

impl Webhook {
    pub fn try_new(url: &str, secret: &str) -> Result<Self, SettingsError> {
        let url = Url::parse(url).map_err(|_| SettingsError::WebhookUrl)?;
        let is_reachable = matches!(url.port_or_known_default(), Some(80 | 88 | 443 | 8443));
        if url.scheme() != "https" || !is_reachable {
            return Err(SettingsError::WebhookUrl);
        }
        if secret.is_empty() || secret.len() > 256 || !secret.chars().all(is_plain) {
            return Err(SettingsError::WebhookSecret);
        }
        Ok(Self { url, secret: secret.into() })
    }
}

const fn is_plain(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, '_' | '-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_a_token_or_an_address_is_refused_before_anything_is_asked() {
        assert_eq!(Settings::try_new("1:Aa_-9", None).unwrap().api.as_str(), "https://api.telegram.org/");
        for token in ["", "1", "x:y", "1:", "1:a b", "1:a/b"] {
            assert_eq!(Settings::try_new(token, None).unwrap_err(), SettingsError::Token, "{token}");
        }
        assert_eq!(Settings::try_new("1:a", Some("there")).unwrap_err(), SettingsError::Api);
    }

    #[test]
    fn a_webhook_is_where_telegram_goes_and_has_a_secret_that_it_can_say() {
        let refused = |url, secret| Webhook::try_new(url, secret).err();
        assert_eq!(refused("https://club.example/telegram", "s3cret"), None);
        assert_eq!(refused("http://club.example/telegram", "s3cret"), Some(SettingsError::WebhookUrl));
        assert_eq!(refused("https://club.example:8080/", "s3cret"), Some(SettingsError::WebhookUrl));
        for secret in ["", "with blank", "é"] {
            assert_eq!(refused("https://club.example/", secret), Some(SettingsError::WebhookSecret), "{secret}");
        }
    }
}
