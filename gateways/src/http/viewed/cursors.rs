//! Cursors, sealed for whoever is given one: nobody reads the ids in it, and nobody else's is taken.

use axum::http::StatusCode;
use serde::{Serialize, de::DeserializeOwned};
use sha2::{Digest, Sha256};
use sqlx::PgPool;
use subtle::ConstantTimeEq;

use super::Cursor;
use crate::http::{Problem, access::Caller};

/// Half of a hash: too much to be guessed, and too little to be gone on with.
const SEAL: usize = 16;

/// One key for all processes, so that any of them takes the cursors of the others.
#[derive(Clone)]
pub(in crate::http) struct Cursors {
    key: Vec<u8>,
}

impl Cursors {
    pub(in crate::http) async fn load(pool: &PgPool) -> Result<Self, sqlx::Error> {
        Ok(Self { key: pg::tokens::api_secret(pool, "pseudonyms").await? })
    }

    /// The same place has the same cursor, so that an answer that hasn't changed keeps its tag.
    pub(in crate::http) fn to(&self, caller: &Caller, place: &impl Serialize) -> Option<Cursor> {
        let place = serde_json::to_vec(place).ok()?;
        let seal = self.seal(caller, &place);
        let covered = self.covered(&seal, &place);
        Some(Cursor(seal.iter().chain(&covered).map(|byte| format!("{byte:02x}")).collect()))
    }

    /// The place that a cursor leads to, if it is one of this caller's, and one of this kind.
    pub(in crate::http) fn place<T: DeserializeOwned>(
        &self,
        caller: &Caller,
        cursor: Option<Cursor>,
    ) -> Result<Option<T>, Problem> {
        let Some(Cursor(cursor)) = cursor else { return Ok(None) };
        let detail = "this is no cursor of yours; take one from the `next` of a page of the same list";
        let wrong = || Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "query.cursor", detail).at("cursor");
        let bytes = bytes(&cursor).ok_or_else(wrong)?;
        let (seal, covered) = bytes.split_at_checked(SEAL).ok_or_else(wrong)?;
        let place = self.covered(seal, covered);
        if !bool::from(self.seal(caller, &place).ct_eq(seal)) {
            return Err(wrong());
        }
        serde_json::from_slice(&place).map(Some).map_err(|_| wrong())
    }

    fn seal(&self, caller: &Caller, place: &[u8]) -> Vec<u8> {
        let whose = caller.actor().to_string();
        self.hash(b"cursor:seal").chain_update(whose).chain_update([0]).chain_update(place).finalize()[..SEAL].to_vec()
    }

    /// Covers a place, and uncovers it again. The seal differs from place to place, and so does what covers it.
    fn covered(&self, seal: &[u8], place: &[u8]) -> Vec<u8> {
        let cover = (0_u64..).flat_map(|block| {
            self.hash(b"cursor:cover").chain_update(seal).chain_update(block.to_be_bytes()).finalize()
        });
        place.iter().zip(cover).map(|(byte, cover)| byte ^ cover).collect()
    }

    fn hash(&self, purpose: &[u8]) -> Sha256 {
        Sha256::new().chain_update(&self.key).chain_update(purpose)
    }
}

fn bytes(hex: &str) -> Option<Vec<u8>> {
    let is_hex = hex.len().is_multiple_of(2) && hex.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_hex.then(|| (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(&hex[at..at + 2], 16).ok()).collect())?
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use uuid::Uuid;

    use super::*;

    fn caller(token: &str, member: Option<Uuid>) -> Caller {
        Caller { token: token.to_owned(), member, roles: BTreeSet::new(), scopes: BTreeSet::new() }
    }

    fn place<T: DeserializeOwned>(cursors: &Cursors, caller: &Caller, cursor: &str) -> Result<T, Option<String>> {
        let place = cursors.place(caller, Some(Cursor(cursor.to_owned())));
        place.map(|place| place.unwrap()).map_err(|problem| problem.field)
    }

    #[test]
    fn a_cursor_leads_back_to_its_place_and_nothing_else_does() {
        let cursors = Cursors { key: vec![1; 32] };
        let (ours, theirs) = (caller("a", None), caller("b", None));
        let somewhere = Uuid::from_u128(7).to_string();
        let Cursor(cursor) = cursors.to(&ours, &somewhere).unwrap();
        assert_eq!(place::<String>(&cursors, &ours, &cursor), Ok(somewhere.clone()));
        assert_eq!(cursors.to(&ours, &somewhere), Some(Cursor(cursor.clone())), "the same each time");
        let refused = Err(Some("cursor".to_owned()));
        assert_eq!(place::<String>(&cursors, &theirs, &cursor), refused);
        assert_eq!(place::<String>(&Cursors { key: vec![2; 32] }, &ours, &cursor), refused);
        assert_eq!(place::<u64>(&cursors, &ours, &cursor), Err(Some("cursor".to_owned())), "of another list");
        let plain: String = format!("\"{somewhere}\"").bytes().map(|byte| format!("{byte:02x}")).collect();
        let flipped = cursor.replace(&cursor[40..41], if &cursor[40..41] == "0" { "1" } else { "0" });
        for wrong in ["", "4", "zz", "é1", "7b", "34325", &plain, &flipped, &cursor[..cursor.len() - 2]] {
            assert_eq!(place::<String>(&cursors, &ours, wrong), refused, "{wrong}");
        }
        assert!(!bytes(&cursor).unwrap().windows(8).any(|part| somewhere.as_bytes().windows(8).any(|id| id == part)));
    }

    #[test]
    fn the_tokens_of_a_member_share_their_cursors() {
        let (cursors, member) = (Cursors { key: vec![1; 32] }, Some(Uuid::from_u128(1)));
        let Cursor(cursor) = cursors.to(&caller("watch", member), &7_u64).unwrap();
        assert_eq!(place::<u64>(&cursors, &caller("phone", member), &cursor), Ok(7));
    }
}
