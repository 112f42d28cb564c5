-- Members who were erased, and of whom something is left outside the ledger's events: words in the chats' letterbox, or
-- accounts that are still theirs. A row goes when nothing is left, so there are few, however many were ever erased.
create table erasures (
    member_id uuid primary key,
    -- Once the letterbox is clear of them it isn't looked at again: a chat may be somebody else's by then.
    is_letterbox_clear boolean not null default false
);

-- In the transaction that erases, whatever gateway asked for it: nobody has to remember to begin.
create function erasure_begins() returns trigger language plpgsql as $$
begin
    insert into erasures (member_id) values (new.subject) on conflict do nothing;
    return null;
end
$$;
create trigger events_erasure_begins after insert on events
    for each row when (new.event_type = 'MemberForgotten') execute function erasure_begins();

-- Those of before, who may have been left half erased.
insert into erasures (member_id) select distinct subject from events where event_type = 'MemberForgotten';
