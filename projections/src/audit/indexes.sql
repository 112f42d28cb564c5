create index entries_subject on entries (subject, position);
create index entries_actor on entries (actor, position);
create index entries_stream on entries (aggregate_id, aggregate_type, position);
-- Types come in some forty sorts, each new entry at the end of its own: little for the writer, and a page of a rare type
-- without reading the whole log.
create index entries_type on entries (event_type, position);
create index entries_event on entries (event_id);
create index entries_command on entries (command_id, position);
create index entries_correlation on entries (correlation_id, position);
create index entries_causation on entries (causation_id, position) where causation_id is not null;
-- A member's inputs of plans: their rows come from all over the table, their entries here from pages that lie side by side.
create index entries_inputs on entries (subject, position) include (input) where input is not null;
