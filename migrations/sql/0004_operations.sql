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

-- Each projector's place in the ledger; moves only in the transaction that changes its read model.
create table projection_checkpoints (
    name text not null,
    version int not null,
    position bigint not null,
    updated_at timestamptz not null default now(),
    primary key (name, version)
);

-- Subjects that a projector had to leave standing: the event that it couldn't digest, and the reason.
-- All of the subject's events from that position on wait in the ledger until the projector retries.
create table parked_subjects (
    name text not null,
    version int not null,
    subject uuid not null,
    position bigint not null,
    reason text not null,
    parked_at timestamptz not null default now(),
    primary key (name, version, subject)
);
