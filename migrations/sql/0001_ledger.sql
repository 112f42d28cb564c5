-- The ledger itself: every fact, once, in one dense order.
--
-- Columns and primary key are those that postgres-es reads; position, event_id, subject and
-- recorded_at are ours. Payload and metadata are `json`, not `jsonb`: the bytes stay as written.
create table events (
    aggregate_type text not null,
    aggregate_id text not null,
    sequence bigint not null check (sequence >= 1),
    event_type text not null,
    event_version text not null,
    payload json not null,
    metadata json not null,
    position bigint not null,
    event_id uuid not null,
    subject uuid not null,
    recorded_at timestamptz not null,
    constraint events_pkey primary key (aggregate_type, aggregate_id, sequence),
    constraint events_position_key unique (position)
);

-- One member's or project's history in order, up to any position.
create index events_subject_position on events (subject, position);
-- From a moment to a position. Times never run backwards along positions, so a block range index is enough.
create index events_recorded_at on events using brin (recorded_at) with (pages_per_range = 16);

-- One row: the last position given out, and when. Locked by each append until it commits,
-- so that who sees position N has seen all before it.
create table ledger_head (
    only_row boolean primary key default true check (only_row),
    position bigint not null,
    recorded_at timestamptz not null
);
insert into ledger_head (position, recorded_at) values (0, '-infinity');

-- What became of each command, for ever: a repeat gets the first answer.
create table receipts (
    command_id text constraint receipts_pkey primary key,
    -- Both null when the command changed nothing.
    first_position bigint,
    last_position bigint,
    -- Null when it was accepted, else why it was refused.
    rejection json,
    recorded_at timestamptz not null
);
