-- What was recorded stays as it was recorded. Only the owner of the tables can take these triggers away.
create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'the table % is append-only: % is refused', tg_table_name, tg_op
        using errcode = 'insufficient_privilege',
              hint = 'correct or void by appending another event';
end
$$;

create trigger events_append_only before update or delete on events
    for each row execute function refuse_change();
create trigger events_no_truncate before truncate on events
    for each statement execute function refuse_change();
create trigger receipts_append_only before update or delete on receipts
    for each row execute function refuse_change();
create trigger receipts_no_truncate before truncate on receipts
    for each statement execute function refuse_change();
