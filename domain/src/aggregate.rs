//! What every aggregate has in common.

/// Lets cqrs-es work an aggregate that has `decide` (pure: state and command to events) and `fold` (total: an event
/// that happened is never refused).
macro_rules! aggregate {
    ($aggregate:ty, $command:ty, $event:ty, $error:ty) => {
        aggregate!($aggregate, $command, $event, $error, (), |state, asked, ()| state.decide(asked));
    };
    // With what it has to know beside its own events.
    ($aggregate:ty, $command:ty, $event:ty, $error:ty, $services:ty, |$state:ident, $asked:ident, $known:pat_param| $decision:expr) => {
        impl cqrs_es::Aggregate for $aggregate {
            const TYPE: &'static str = <$event as $crate::catalogue::CataloguedEvent>::AGGREGATE;
            type Command = $crate::ledger::Addressed<$command>;
            type Event = $event;
            type Error = $error;
            type Services = $services;

            async fn handle(
                &mut self,
                $asked: Self::Command,
                $known: &$services,
                sink: &cqrs_es::event_sink::EventSink<Self>,
            ) -> Result<(), $error> {
                let $state = &*self;
                for event in $decision? {
                    sink.write(event, self).await;
                }
                Ok(())
            }

            fn apply(&mut self, event: $event) {
                self.fold(event);
            }
        }
    };
}
pub(crate) use aggregate;
