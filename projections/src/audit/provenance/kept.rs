//! An input as one value: a row by itself costs more than what stands in it. The read model keeps these in an index, beside
//! the athlete's others, so that years of them are read from a few dozen pages.
//!
//! Whole numbers are little-endian, moments in microseconds; a text is its length, then its bytes. The form is part of the read model's version.

use jiff::Timestamp;
use uuid::Uuid;

use super::inputs::{Effect, InputKind};

/// An index takes entries of a third of a page at most; beside this much there is room for what else stands in it.
const LONGEST: usize = 2_000;
/// In place of one that is longer: whoever meets it has to ask the ledger.
const TOO_LONG: u8 = u8::MAX;

#[derive(Debug, thiserror::Error)]
#[error("an input is not kept whole")]
pub(super) struct Torn;

/// One event, as far as a plan's account tells of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::audit) struct Kept<'a> {
    pub(in crate::audit) kind: InputKind,
    pub(in crate::audit) effect: Effect,
    pub(in crate::audit) position: u64,
    pub(in crate::audit) event_id: Uuid,
    pub(in crate::audit) occurred_at: Timestamp,
    pub(in crate::audit) recorded_at: Timestamp,
    pub(in crate::audit) stream: &'a str,
    /// The workout, day, member, race or injury.
    pub(in crate::audit) about: &'a str,
    pub(in crate::audit) event_type: &'a str,
    pub(in crate::audit) sentence: &'a str,
    pub(in crate::audit) actor: &'a str,
    pub(in crate::audit) gateway: &'a str,
}

impl Kept<'_> {
    /// For an index.
    pub(in crate::audit) fn packed(&self) -> Vec<u8> {
        let mut packed = Vec::with_capacity(256);
        self.pack(&mut packed);
        if packed.len() > LONGEST { vec![TOO_LONG] } else { packed }
    }

    pub(super) fn pack(&self, into: &mut Vec<u8>) {
        into.extend([self.kind as u8, self.effect as u8]);
        into.extend(self.position.to_le_bytes());
        into.extend(self.event_id.as_bytes());
        into.extend(self.occurred_at.as_microsecond().to_le_bytes());
        into.extend(self.recorded_at.as_microsecond().to_le_bytes());
        // Mostly it is the stream itself.
        let about = if self.about == self.stream { "" } else { self.about };
        for text in [self.stream, about, self.event_type, self.sentence, self.actor, self.gateway] {
            put_length(text.len(), into);
            into.extend(text.as_bytes());
        }
    }
}

/// Seven bits a byte, the lowest first; all but the last have the eighth bit.
fn put_length(mut length: usize, into: &mut Vec<u8>) {
    while length >= 0x80 {
        into.push((length & 0x7f) as u8 | 0x80);
        length >>= 7;
    }
    into.push(length as u8);
}

/// Inputs that stand one behind the other.
pub(super) fn unpack(packed: &[u8]) -> Result<Vec<Kept<'_>>, Torn> {
    let (mut rest, mut all) = (Rest(packed), Vec::new());
    while !rest.0.is_empty() {
        all.push(rest.kept().ok_or(Torn)?);
    }
    Ok(all)
}

struct Rest<'a>(&'a [u8]);

impl<'a> Rest<'a> {
    fn kept(&mut self) -> Option<Kept<'a>> {
        let [kind, effect] = self.bytes()?;
        let kind = *InputKind::ALL.get(usize::from(kind))?;
        let effect = *Effect::ALL.get(usize::from(effect))?;
        let position = u64::from_le_bytes(self.bytes()?);
        let event_id = Uuid::from_bytes(self.bytes()?);
        let (occurred_at, recorded_at) = (self.moment()?, self.moment()?);
        let (stream, about) = (self.text()?, self.text()?);
        let about = if about.is_empty() { stream } else { about };
        let (event_type, sentence) = (self.text()?, self.text()?);
        let (actor, gateway) = (self.text()?, self.text()?);
        Some(Kept {
            kind,
            effect,
            position,
            event_id,
            occurred_at,
            recorded_at,
            stream,
            about,
            event_type,
            sentence,
            actor,
            gateway,
        })
    }

    fn moment(&mut self) -> Option<Timestamp> {
        Timestamp::from_microsecond(i64::from_le_bytes(self.bytes()?)).ok()
    }

    fn text(&mut self) -> Option<&'a str> {
        let length = self.length()?;
        std::str::from_utf8(self.take(length)?).ok()
    }

    fn length(&mut self) -> Option<usize> {
        let mut length = 0;
        for shift in (0..usize::BITS).step_by(7) {
            let [byte] = self.bytes()?;
            length |= usize::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Some(length);
            }
        }
        None
    }

    fn bytes<const N: usize>(&mut self) -> Option<[u8; N]> {
        self.take(N)?.try_into().ok()
    }

    fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept<'a>(sentence: &'a str, about: &'a str) -> Kept<'a> {
        Kept {
            kind: InputKind::Race,
            effect: Effect::Removes,
            position: 7,
            event_id: Uuid::from_u128(8),
            occurred_at: Timestamp::constant(-62_135_596_800, 1_000),
            recorded_at: Timestamp::constant(4_102_444_800, 999_999_000),
            stream: "one",
            about,
            event_type: "RaceCancelled",
            sentence,
            actor: "member:1",
            gateway: "telegram",
        }
    }

    #[test]
    fn what_is_kept_is_read_again_to_the_last_letter() {
        let long = "é".repeat(900);
        let all = [kept("Gone.", "one"), kept("", "another"), kept(&long, "one")];
        let packed: Vec<u8> = all.iter().flat_map(Kept::packed).collect();
        assert_eq!(unpack(&packed).unwrap(), all);
        for length in 0..packed.len() {
            let whole = unpack(&packed[..length]).map_or(usize::MAX, |read| read.len());
            assert!(
                whole == usize::MAX
                    || packed[..length] == *all[..whole].iter().flat_map(Kept::packed).collect::<Vec<_>>()
            );
        }
    }

    #[test]
    fn what_no_index_takes_is_not_kept_and_not_passed_over() {
        let long = "é".repeat(1_000);
        let packed = [kept("Gone.", "one").packed(), kept(&long, "one").packed()].concat();
        assert!(unpack(&packed).is_err());
        assert!(packed.len() < LONGEST);
    }
}
