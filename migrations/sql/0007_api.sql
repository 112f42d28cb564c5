-- What the HTTP API keeps beside the ledger. None of it is history: tokens and keys are this installation's own, and
-- are not brought back from the stream.

-- Who may come in, and as what. The secret half of a token is nowhere; its hash is.
create table api_tokens (
    id text primary key,
    secret_hash bytea not null,
    label text not null,
    -- Whom the token speaks for; null for a program of its own.
    member_id uuid,
    roles text[] not null,
    scopes text[] not null,
    created_at timestamptz not null,
    expires_at timestamptz,
    revoked_at timestamptz
);

-- What a client's key for a command stood for the first time: the same key with another request is refused.
create table api_commands (
    command_id text primary key,
    -- The SHA-256 of method, address and body.
    fingerprint bytea not null,
    sent_at timestamptz not null
);

-- Keys that only this database knows.
create table api_secrets (
    name text primary key,
    secret bytea not null
);
insert into api_secrets (name, secret)
values ('pseudonyms', decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex'));
