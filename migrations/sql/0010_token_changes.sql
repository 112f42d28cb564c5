-- Counts the changes of tokens, so that whoever remembers some sees at a glance whether they may have changed.
create table api_tokens_changed (
    only_row boolean primary key default true check (only_row),
    times bigint not null
);
insert into api_tokens_changed (times) values (0);

-- Seen by others when the change itself is, not before.
create function api_tokens_count_change() returns trigger language plpgsql as $$
begin
    update api_tokens_changed set times = times + 1;
    return null;
end
$$;
create trigger api_tokens_count_change after insert or update or delete or truncate on api_tokens
    for each statement execute function api_tokens_count_change();
