//! Ids in place of members' ids, for analysts. Whoever has the key can turn them back, so an analyst may ask about the
//! person behind one without learning who that is.

use sha2::{Digest, Sha256};
use sqlx::PgPool;
use uuid::Uuid;

/// Rounds of a Feistel network; four are enough for a permutation that can't be told from chance.
const ROUNDS: [u8; 6] = [1, 2, 3, 4, 5, 6];

#[derive(Clone)]
pub(in crate::http) struct Pseudonyms {
    key: Vec<u8>,
}

impl Pseudonyms {
    pub(in crate::http) async fn load(pool: &PgPool) -> Result<Self, sqlx::Error> {
        Ok(Self { key: pg::tokens::api_secret(pool, "pseudonyms").await? })
    }

    /// The pseudonym of an id: the same one always, in this ledger.
    pub(in crate::http) fn of(&self, id: Uuid) -> Uuid {
        let (mut left, mut right) = id.as_u64_pair();
        for round in ROUNDS {
            (left, right) = (right, left ^ self.mix(round, right));
        }
        Uuid::from_u64_pair(left, right)
    }

    /// Whose pseudonym it is.
    pub(in crate::http) fn behind(&self, pseudonym: Uuid) -> Uuid {
        let (mut left, mut right) = pseudonym.as_u64_pair();
        for round in ROUNDS.into_iter().rev() {
            (left, right) = (right ^ self.mix(round, left), left);
        }
        Uuid::from_u64_pair(left, right)
    }

    fn mix(&self, round: u8, half: u64) -> u64 {
        let digest = Sha256::new().chain_update(&self.key).chain_update([round]).chain_update(half.to_be_bytes());
        digest.finalize().iter().take(8).fold(0, |mixed, byte| mixed << 8 | u64::from(*byte))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pseudonym_leads_back_with_its_own_key_only() {
        let (ours, theirs) = (Pseudonyms { key: vec![1; 32] }, Pseudonyms { key: vec![2; 32] });
        for id in (0..1000).map(Uuid::from_u128) {
            assert_eq!(ours.behind(ours.of(id)), id);
            assert_ne!(ours.of(id), id);
            assert_ne!(theirs.behind(ours.of(id)), id);
        }
    }
}
