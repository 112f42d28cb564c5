-- What people wrote, kept until it is answered. A gateway says "received" only once its row is committed here.
create table chat_inbox (
    -- The same for every delivery of the same thing.
    id text primary key,
    -- The order of arrival, in which each chat is answered.
    number bigint generated always as identity,
    gateway text not null,
    chat text not null,
    body json not null,
    received_at timestamptz not null default now(),
    attempts int not null default 0,
    not_before timestamptz not null default now(),
    problem text,
    answered_at timestamptz
);
create index chat_inbox_open on chat_inbox (number) where answered_at is null;
create index chat_inbox_open_of_chat on chat_inbox (gateway, chat, number) where answered_at is null;

-- What is to be told, kept until a gateway has delivered it. Written in the transaction that marks the message answered.
create table chat_outbox (
    -- The order of telling within a chat.
    id bigint generated always as identity primary key,
    -- What it is the answer to, or what else caused it. With the part, this says the same thing once.
    inbox_id text not null,
    part smallint not null,
    gateway text not null,
    chat text not null,
    body json not null,
    -- waiting: for its turn or a better moment; sending: somebody has it until not_before, or died with it;
    -- failed: can't be delivered; blocked: the person doesn't want to hear from us.
    state text not null default 'waiting' check (state in ('waiting', 'sending', 'sent', 'failed', 'blocked')),
    attempts int not null default 0,
    not_before timestamptz not null default now(),
    -- An earlier attempt may have arrived.
    perhaps_sent boolean not null default false,
    -- What the gateway calls it.
    external_id text,
    problem text,
    made_at timestamptz not null default now(),
    sent_at timestamptz,
    unique (inbox_id, part)
);
create index chat_outbox_open on chat_outbox (gateway, id) where state in ('waiting', 'sending');
create index chat_outbox_open_of_chat on chat_outbox (gateway, chat, id) where state in ('waiting', 'sending');

-- Codes that join another account to a member: hashed, for one use, for a few minutes.
create table chat_link_codes (
    code_hash bytea primary key,
    member_id uuid not null,
    expires_at timestamptz not null,
    -- The message that used it; told again, that message may use it again.
    used_by text
);

-- Codes that fitted nothing, by who tried them.
create table chat_link_misses (
    inbox_id text primary key,
    gateway text not null,
    external_id text not null,
    missed_at timestamptz not null default now()
);
create index chat_link_misses_of on chat_link_misses (gateway, external_id, missed_at);
