-- Chats that have shut us out. Nothing is sent there, whatever the occasion, until somebody writes from there again.
create table chat_shut (
    gateway text not null,
    chat text not null,
    problem text not null,
    shut_at timestamptz not null default now(),
    primary key (gateway, chat)
);

-- Whose words go as soon as it is done with, because their person was erased while it was on its way.
alter table chat_outbox add column fleeting boolean not null default false;

-- A message has no words any more once it is answered: the ledger has them.
update chat_inbox set body = '{}' where answered_at is not null;

-- What is done with, by age, for clearing it away; and by chat, for erasing it.
create index chat_inbox_done on chat_inbox (answered_at) where answered_at is not null;
create index chat_outbox_done on chat_outbox (made_at) where state not in ('waiting', 'sending');
create index chat_outbox_of_chat on chat_outbox (gateway, chat);

-- What each person asked lately and how much of it was let pass, whichever process heard it.
create table chat_paces (
    member_id uuid not null,
    -- messages or plans
    what text not null,
    asked json not null default '{}',
    asked_at timestamptz not null default now(),
    primary key (member_id, what)
) with (fillfactor = 70);
