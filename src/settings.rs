//! Settings from flags, then the environment, then `paceledger.toml`, then what suits most.

use std::{
    path::{Path, PathBuf},
    time::Duration,
};

use anyhow::{Context, bail};
use clap::Args;
use serde::Deserialize;

const FILE: &str = "paceledger.toml";
pub(crate) const DEFAULT_PORT: u16 = 7373;

/// Which ledger, and how to get at it.
#[derive(Debug, Clone, Default, Args)]
pub(crate) struct Global {
    /// Where the ledger's private engines keep their data [default: .paceledger]
    #[arg(long, global = true, env = "PACELEDGER_DATA", value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// A Postgres to use instead of a private one, like postgres://user:password@host/database
    #[arg(long, global = true, env = "DATABASE_URL", hide_env_values = true, value_name = "URL")]
    pub database_url: Option<String>,
    /// A NATS to use instead of a private one, like nats://token@host:4222; several separated by commas
    #[arg(long, global = true, env = "NATS_URL", hide_env_values = true, value_name = "URL")]
    pub nats_url: Option<String>,
    /// Where installed engines are kept [default: engines in the data folder]
    #[arg(long, global = true, env = "PACELEDGER_ENGINES", value_name = "DIR")]
    pub engines: Option<PathBuf>,
    /// Which ledger on these servers; each has a stream prefix of its own
    #[arg(long, global = true, env = "PACELEDGER_LEDGER", value_name = "NAME")]
    pub ledger: Option<String>,
    /// How many NATS servers keep each message: 1, 3 or 5 [default: 1]
    #[arg(long, global = true, env = "PACELEDGER_REPLICAS", value_name = "N")]
    pub replicas: Option<usize>,
    /// Requests a second that one API token may make; 0 for any number [default: 100]
    #[arg(long, global = true, env = "PACELEDGER_TOKEN_RATE", value_name = "N")]
    pub token_rate: Option<u32>,
    /// Requests a second that may come from one address; 0 for any number [default: 200]
    #[arg(long, global = true, env = "PACELEDGER_ADDRESS_RATE", value_name = "N")]
    pub address_rate: Option<u32>,
    /// The settings file [default: paceledger.toml, if it is there]
    #[arg(long, global = true, env = "PACELEDGER_CONFIG", value_name = "FILE")]
    pub config: Option<PathBuf>,
}

/// The same settings in the file, under the names of the flags.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
struct InFile {
    data: Option<PathBuf>,
    database_url: Option<String>,
    nats_url: Option<String>,
    engines: Option<PathBuf>,
    ledger: Option<String>,
    replicas: Option<usize>,
    port: Option<u16>,
    token_rate: Option<u32>,
    address_rate: Option<u32>,
}

/// What holds in the end.
#[derive(Debug, Clone)]
pub(crate) struct Settings {
    pub data: PathBuf,
    pub database_url: Option<String>,
    pub nats_url: Option<String>,
    pub engines: Option<PathBuf>,
    pub ledger: String,
    pub replicas: usize,
    pub port: u16,
    pub token_rate: u32,
    pub address_rate: u32,
}

/// How long everything may take to stop.
pub(crate) const STOP_WITHIN: Duration = Duration::from_secs(10);

impl Settings {
    pub(crate) fn resolve(flags: Global, port: Option<u16>) -> anyhow::Result<Self> {
        let file = read(flags.config.as_deref())?;
        let settings = Self {
            data: flags.data.or(file.data).unwrap_or_else(|| PathBuf::from(".paceledger")),
            database_url: flags.database_url.or(file.database_url),
            nats_url: flags.nats_url.or(file.nats_url),
            // Installers and engines run in folders of their own.
            engines: flags.engines.or(file.engines).map(std::path::absolute).transpose()?,
            ledger: flags.ledger.or(file.ledger).unwrap_or_default(),
            replicas: flags.replicas.or(file.replicas).unwrap_or(1),
            port: port.or(file.port).unwrap_or(DEFAULT_PORT),
            token_rate: flags.token_rate.or(file.token_rate).unwrap_or(100),
            address_rate: flags.address_rate.or(file.address_rate).unwrap_or(200),
        };
        settings.check()?;
        Ok(settings)
    }

    fn check(&self) -> anyhow::Result<()> {
        if ![1, 3, 5].contains(&self.replicas) {
            bail!("the setting replicas (--replicas, PACELEDGER_REPLICAS) must be 1, 3 or 5, not {}", self.replicas);
        }
        let is_name = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_' || c == '-';
        if self.ledger.len() > 32 || !self.ledger.chars().all(is_name) {
            bail!(
                "the setting ledger (--ledger, PACELEDGER_LEDGER) must be at most 32 of a-z, 0-9, _ and -, not \"{}\"",
                self.ledger
            );
        }
        Ok(())
    }
}

fn read(named: Option<&Path>) -> anyhow::Result<InFile> {
    let path = named.unwrap_or(Path::new(FILE));
    match std::fs::read_to_string(path) {
        Ok(text) => {
            toml::from_str(&text).with_context(|| format!("the settings file {} can't be used", path.display()))
        }
        Err(error) if named.is_none() && error.kind() == std::io::ErrorKind::NotFound => Ok(InFile::default()),
        Err(error) => Err(error).with_context(|| format!("the settings file {} can't be read", path.display())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with_file(text: &str, flags: Global) -> anyhow::Result<Settings> {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), text).unwrap();
        Settings::resolve(Global { config: Some(file.path().to_owned()), ..flags }, None)
    }

    #[test]
    fn a_flag_wins_over_the_file() {
        let flags = Global { data: Some("flag".into()), ..Global::default() };
        let settings = with_file("data = 'file'\nport = 1234", flags).unwrap();
        assert_eq!((settings.data, settings.port), (PathBuf::from("flag"), 1234));
    }

    #[test]
    fn a_relative_engines_folder_is_meant_from_here() {
        let flags = Global { engines: Some("cache/engines".into()), ..Global::default() };
        let here = std::env::current_dir().unwrap();
        assert_eq!(with_file("", flags).unwrap().engines, Some(here.join("cache/engines")));
        assert_eq!(with_file("engines = 'theirs'", Global::default()).unwrap().engines, Some(here.join("theirs")));
    }

    #[test]
    fn an_unknown_setting_is_named_with_those_that_exist() {
        let error = format!("{:#}", with_file("prot = 1", Global::default()).unwrap_err());
        assert!(error.contains("prot") && error.contains("port") && error.contains("database-url"), "{error}");
    }

    #[test]
    fn a_value_that_cannot_be_is_named_with_those_that_can() {
        let error = with_file("replicas = 2", Global::default()).unwrap_err().to_string();
        assert!(error.contains("replicas") && error.contains("1, 3 or 5"), "{error}");
        let error = with_file("ledger = 'My Club'", Global::default()).unwrap_err().to_string();
        assert!(error.contains("ledger") && error.contains("a-z"), "{error}");
    }
}
