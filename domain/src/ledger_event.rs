//! Any event of the ledger.

use crate::{
    catalogue::{CataloguedEvent, DecodeError, EventType},
    conversation::ConversationEvent,
    fatigue_day::FatigueDayEvent,
    identity::IdentityEvent,
    member::MemberEvent,
    plan::PlanEvent,
    workout::WorkoutEvent,
};

macro_rules! ledger_event {
    ($($aggregate:ident($event:ty)),+ $(,)?) => {
        /// An event of any aggregate; a reader matches on what it is about.
        #[derive(Debug, Clone, PartialEq)]
        pub enum LedgerEvent { $($aggregate($event)),+ }

        impl LedgerEvent {
            /// Every declared event, by aggregate.
            pub(crate) const TYPES: &[&[EventType]] = &[$(<$event>::TYPES),+];

            /// Reads a stored event of any version that was ever released.
            pub fn decode(
                aggregate_type: &str,
                event_type: &str,
                event_version: &str,
                payload: &str,
            ) -> Result<Self, DecodeError> {
                match aggregate_type {
                    $(<$event>::AGGREGATE => {
                        <$event>::decode(event_type, event_version, payload).map(Self::$aggregate)
                    })+
                    _ => Err(DecodeError::UnknownAggregate { aggregate: aggregate_type.to_owned() }),
                }
            }

            pub fn aggregate_type(&self) -> &'static str {
                match self { $(Self::$aggregate(_) => <$event>::AGGREGATE),+ }
            }

            pub fn event_type(&self) -> &'static str {
                match self { $(Self::$aggregate(event) => event.name()),+ }
            }

            pub fn event_version(&self) -> &'static str {
                match self { $(Self::$aggregate(event) => event.version()),+ }
            }

            /// The payload as it is stored.
            pub fn to_json(&self) -> serde_json::Result<String> {
                match self { $(Self::$aggregate(event) => serde_json::to_string(event)),+ }
            }
        }

        $(impl From<$event> for LedgerEvent {
            fn from(event: $event) -> Self {
                Self::$aggregate(event)
            }
        })+
    };
}

ledger_event! {
    Member(MemberEvent),
    Identity(IdentityEvent),
    Workout(WorkoutEvent),
    FatigueDay(FatigueDayEvent),
    Plan(PlanEvent),
    Conversation(ConversationEvent),
}
