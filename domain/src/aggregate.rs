//! What every aggregate has in common.

/// Lets cqrs-es work an aggregate that has `decide` (pure: state and command to events) and `fold` (total: an event
/// that happened is never refused).
macro_rules! aggregate {
    ($aggregate:ty, $command:ty, $event:ty, $error:ty) => {
        impl cqrs_es::Aggregate for $aggregate {
            const TYPE: &'static str = <$event as $crate::catalogue::CataloguedEvent>::AGGREGATE;
            type Command = $crate::ledger::Addressed<$command>;
            type Event = $event;
            type Error = $error;
            type Services = ();

            async fn handle(
                &mut self,
                command: Self::Command,
                (): &(),
                sink: &cqrs_es::event_sink::EventSink<Self>,
            ) -> Result<(), $error> {
                for event in self.decide(command)? {
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
