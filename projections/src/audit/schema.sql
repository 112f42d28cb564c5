-- One row an event: what happened in plain words, who wanted it, through what, when, and because of what.
create table entries (
    position bigint primary key,
    event_id uuid not null,
    subject uuid not null,
    aggregate_type text not null,
    aggregate_id text not null,
    event_type text not null,
    sentence text not null,
    actor text not null,
    gateway text not null,
    occurred_at timestamptz not null,
    recorded_at timestamptz not null,
    command_id text not null,
    correlation_id text not null,
    -- The id of the event or command that led to the command; null at the beginning of a chain.
    causation_id text,
    -- The same where it can be an event's.
    causing_event uuid,
    -- All that a plan's account tells of it, if plans are made from such events; short enough for an index.
    input bytea
);
