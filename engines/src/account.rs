//! Whom the engines run as. An ordinary user runs them as himself. Root may not
//! (PostgreSQL refuses), so they run as `postgres`, else `nobody`; and where that
//! account can't walk to the data, as in a home folder of root's, it gets the one
//! capability that lets it pass through folders, and nothing else of root's power.

use std::fs;
use std::io;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};

use crate::error::Error;

/// The account that root hands the engines to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Identity {
    pub(crate) uid: u32,
    pub(crate) gid: u32,
    pub(crate) passage: Passage,
}

/// How the account comes through folders that are closed to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Passage {
    /// It needs no help.
    Open,
    /// May read and pass through any folder (`CAP_DAC_READ_SEARCH`).
    ReadSearch,
    /// The next best, where containers withhold the former (`CAP_DAC_OVERRIDE`).
    Override,
}

struct Account {
    name: String,
    uid: u32,
    gid: u32,
}

/// Decides once for a data folder: `None` is "as whoever runs PaceLedger".
///
/// `mine` are the folders the engines will own; the first that exists already and
/// is not root's says which account it was the last time.
pub(crate) fn choose(mine: &[&Path], ways: &[&Path]) -> Result<Option<Identity>, Error> {
    if !rustix::process::geteuid().is_root() {
        return Ok(None);
    }
    let account = choose_account(mine)?;
    let closed = ways.iter().find_map(|way| closed_to(&account, way));
    let passage = match closed {
        None => Passage::Open,
        Some(folder) => {
            let passage = passage_at_hand();
            let Some(passage) = passage else {
                return Err(Error::Unreachable { account: account.name, folder });
            };
            tracing::debug!(folder = %folder.display(), account = account.name, "closed to the engines' account; it may pass");
            passage
        }
    };
    Ok(Some(Identity { uid: account.uid, gid: account.gid, passage }))
}

fn choose_account(mine: &[&Path]) -> Result<Account, Error> {
    let accounts = accounts();
    for folder in mine {
        let Ok(meta) = fs::metadata(folder) else {
            continue;
        };
        if meta.uid() != 0 {
            let name = accounts
                .iter()
                .find(|account| account.uid == meta.uid())
                .map_or_else(|| meta.uid().to_string(), |account| account.name.clone());
            return Ok(Account { name, uid: meta.uid(), gid: meta.gid() });
        }
    }
    let mut accounts = accounts;
    for wanted in ["postgres", "_postgres", "nobody"] {
        if let Some(at) = accounts.iter().position(|account| account.name == wanted && can_become(account.uid)) {
            return Ok(accounts.swap_remove(at));
        }
    }
    Err(Error::NoAccount)
}

/// Root inside a user namespace may know accounts that don't exist for it.
fn can_become(uid: u32) -> bool {
    let Ok(map) = fs::read_to_string("/proc/self/uid_map") else { return uid != 0 };
    uid != 0 && is_mapped(uid, &map)
}

fn is_mapped(uid: u32, map: &str) -> bool {
    map.lines().any(|line| {
        let numbers: Vec<u64> = line.split_whitespace().filter_map(|word| word.parse().ok()).collect();
        matches!(numbers[..], [first, _, count] if (first..first + count).contains(&u64::from(uid)))
    })
}

fn accounts() -> Vec<Account> {
    let text = fs::read_to_string("/etc/passwd").unwrap_or_default();
    text.lines().filter_map(account).collect()
}

fn account(line: &str) -> Option<Account> {
    let mut fields = line.split(':');
    let name = fields.next()?.to_string();
    // macOS writes nobody's id as -2.
    let mut id = || fields.by_ref().find_map(|field| field.parse::<i64>().ok()).map(|id| id as u32);
    Some(Account { name, uid: id()?, gid: id()? })
}

/// The first folder on the way that the account may not pass through.
fn closed_to(account: &Account, way: &Path) -> Option<PathBuf> {
    let way = fs::canonicalize(way).unwrap_or_else(|_| way.to_path_buf());
    let mut folders: Vec<&Path> = way.ancestors().collect();
    folders.reverse();
    folders.into_iter().find(|folder| !may_pass(account, folder)).map(Path::to_path_buf)
}

fn may_pass(account: &Account, folder: &Path) -> bool {
    let Ok(meta) = fs::metadata(folder) else {
        return true;
    };
    if !meta.is_dir() {
        return true;
    }
    let mode = meta.permissions().mode();
    let bit = if meta.uid() == account.uid {
        0o100
    } else if meta.gid() == account.gid {
        0o010
    } else {
        0o001
    };
    mode & bit != 0
}

#[cfg(target_os = "linux")]
fn passage_at_hand() -> Option<Passage> {
    use rustix::thread::{CapabilitySet, capabilities};
    let permitted = capabilities(None).ok()?.permitted;
    if permitted.contains(CapabilitySet::DAC_READ_SEARCH) {
        Some(Passage::ReadSearch)
    } else if permitted.contains(CapabilitySet::DAC_OVERRIDE) {
        Some(Passage::Override)
    } else {
        None
    }
}

#[cfg(not(target_os = "linux"))]
fn passage_at_hand() -> Option<Passage> {
    None
}

impl Identity {
    /// Gives the folder (and, if it was root's, all in it) to the account.
    pub(crate) fn own(&self, path: &Path) -> io::Result<()> {
        let meta = fs::symlink_metadata(path)?;
        if meta.uid() == self.uid {
            return Ok(());
        }
        std::os::unix::fs::lchown(path, Some(self.uid), Some(self.gid))?;
        if meta.is_dir() {
            for entry in fs::read_dir(path)? {
                self.own(&entry?.path())?;
            }
        }
        Ok(())
    }

    /// Becomes the account, in a child between fork and exec: system calls only.
    #[cfg(target_os = "linux")]
    pub(crate) fn assume(&self) -> io::Result<()> {
        use rustix::process::{Gid, Uid};
        use rustix::thread::{
            CapabilitiesSecureBits, CapabilitySet, CapabilitySets, configure_capability_in_ambient_set,
            set_capabilities, set_capabilities_secure_bits, set_thread_groups, set_thread_res_gid, set_thread_res_uid,
        };
        let kept = match self.passage {
            Passage::Open => None,
            Passage::ReadSearch => Some(CapabilitySet::DAC_READ_SEARCH),
            Passage::Override => Some(CapabilitySet::DAC_OVERRIDE),
        };
        let (uid, gid) = (Uid::from_raw(self.uid), Gid::from_raw(self.gid));
        if kept.is_some() {
            // Without it the change of user drops the capability, and access(2), with
            // which initdb looks for its companions, leaves it out of account.
            set_capabilities_secure_bits(CapabilitiesSecureBits::NO_SETUID_FIXUP)?;
        }
        set_thread_groups(&[])?;
        set_thread_res_gid(gid, gid, gid)?;
        set_thread_res_uid(uid, uid, uid)?;
        if let Some(kept) = kept {
            set_capabilities(None, CapabilitySets { effective: kept, permitted: kept, inheritable: kept })?;
            configure_capability_in_ambient_set(kept, true)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accounts_are_read_from_the_passwd_file() {
        let linux = account("postgres:x:101:104:PostgreSQL:/var/lib/postgresql:/bin/bash").unwrap();
        assert_eq!((linux.name.as_str(), linux.uid, linux.gid), ("postgres", 101, 104));
        let mac = account("nobody:*:-2:-2:Unprivileged User:/var/empty:/usr/bin/false").unwrap();
        assert_eq!((mac.uid, mac.gid), (4_294_967_294, 4_294_967_294));
        assert!(account("# a comment").is_none());
    }

    #[test]
    fn root_of_a_namespace_without_other_users_has_no_account_to_become() {
        assert!(is_mapped(101, "         0          0 4294967295\n"));
        assert!(is_mapped(65_534, "0 1000 1\n1 100000 65536\n"));
        assert!(!is_mapped(101, "         0       1000          1\n"));
    }

    #[test]
    fn a_closed_folder_on_the_way_is_named() {
        let root = tempfile::tempdir().unwrap();
        let closed = root.path().canonicalize().unwrap().join("closed");
        fs::create_dir_all(closed.join("inner")).unwrap();
        fs::set_permissions(root.path(), fs::Permissions::from_mode(0o755)).unwrap();
        fs::set_permissions(&closed, fs::Permissions::from_mode(0o700)).unwrap();
        let stranger = Account { name: "stranger".into(), uid: 54_321, gid: 54_321 };
        assert_eq!(closed_to(&stranger, &closed.join("inner")), Some(closed));
    }
}
