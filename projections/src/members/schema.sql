create table members (
    member_id uuid primary key,
    status text not null,
    -- Why the member is shut out; null while they aren't.
    suspended_because text,
    name text,
    language text not null,
    time_zone text not null,
    units text not null,
    registered_at timestamptz not null,
    -- When to tell of tomorrow's session, by the clock where the member lives.
    reminds_at time,
    -- Whether anything may come that wasn't asked for.
    unasked boolean not null default true
) with (fillfactor = 90);

create table roles (
    member_id uuid not null,
    role text not null,
    primary key (member_id, role)
);

-- Every time that a consent was given or withdrawn, for good: an auditor asks what held when.
create table consents (
    position bigint primary key,
    member_id uuid not null,
    consent text not null,
    -- Whom it is given to, where that matters.
    coach_id uuid,
    given boolean not null,
    recorded_at timestamptz not null
);

-- An outside id can pass from one member to another, so two subjects write here: the later position wins, and an id
-- that was given up keeps its row to know its position by.
create table identities (
    gateway text not null,
    external_id text not null,
    member_id uuid not null,
    claimed boolean not null,
    changed_at timestamptz not null,
    position bigint not null,
    primary key (gateway, external_id)
) with (fillfactor = 90);

-- Members who asked to be erased, by their id alone: what still comes about them is dropped.
create table forgotten (
    member_id uuid primary key
);
