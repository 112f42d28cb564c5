-- Commands that could not be carried out, with the reason, until somebody retries or drops them.
create table dead_letters (
    id bigint generated always as identity primary key,
    command_id text not null,
    subject uuid,
    envelope text not null,
    reason text not null,
    attempts int not null,
    failed_at timestamptz not null default now()
);
create index dead_letters_command on dead_letters (command_id);

-- Each filling of a read model and its place in the ledger. The place moves only in the transaction that
-- changes the read model.
create table projection_checkpoints (
    name text not null,
    version int not null,
    -- Counts the fillings of a version; each has a schema of its own.
    generation int not null,
    schema_name text not null unique,
    -- filling: nobody reads it yet; live: the views show it; retired: it was replaced, and waits to be dropped.
    state text not null check (state in ('filling', 'live', 'retired')),
    position bigint not null,
    -- Drawn anew whenever somebody else than its projector changed what the projector rests on.
    revision bigint not null default pg_current_xact_id()::text::bigint,
    updated_at timestamptz not null default now(),
    primary key (name, version, generation)
);
create unique index projection_checkpoints_live on projection_checkpoints (name) where state = 'live';

-- Subjects that a projector had to leave standing: the event that it couldn't digest, and the reason.
-- All of the subject's events from that position on wait in the ledger until the projector retries.
create table parked_subjects (
    name text not null,
    version int not null,
    generation int not null,
    subject uuid not null,
    position bigint not null,
    reason text not null,
    parked_at timestamptz not null default now(),
    primary key (name, version, generation, subject),
    foreign key (name, version, generation) references projection_checkpoints on delete cascade
);
