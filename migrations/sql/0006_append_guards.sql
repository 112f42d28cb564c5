-- An append rests on what its caller knows: which Postgres this is, how far the stream reaches, and what the aggregate
-- had come to. Each of the three is held against what is there, under the lock that makes the order dense.

-- Names this state of the ledger: another one after a restart, a restore from a backup, a failover to a standby.
-- A table's path is made of the database and of the file that was made for it last.
create function ledger_incarnation() returns text language sql stable as $$
    select concat_ws(' ', extract(epoch from pg_postmaster_start_time()),
                     pg_relation_filepath('events'), pg_relation_filepath('ledger_head'))
$$;

drop function ledger_append(text[], text[], text[], bigint[], text[], int[], text[], text[], bigint[], text[], text[],
                            text[], text[], uuid[], uuid[]);

-- As in 0003, and moreover nothing is appended, by an error of its own,
--   PL001  when this is not the incarnation that the caller knows
--   PL002  when the ledger ends before the floor: the stream has events that this Postgres lacks
create function ledger_append(
    incarnation text,
    floor bigint,
    command_ids text[],
    aggregate_types text[],
    aggregate_ids text[],
    expected_sequences bigint[],
    rejections text[],
    event_counts int[],
    event_aggregate_types text[],
    event_aggregate_ids text[],
    event_sequences bigint[],
    event_types text[],
    event_versions text[],
    payloads text[],
    metadatas text[],
    event_ids uuid[],
    subjects uuid[]
) returns table (append int, result text, first_position bigint, last_position bigint, rejection text, recorded_at timestamptz)
language plpgsql as $$
#variable_conflict use_column
declare
    base bigint;
    total int := coalesce(array_length(event_ids, 1), 0);
    now_recorded timestamptz;
begin
    -- The lock that makes the order dense. Taken first, so that every check below is free of races.
    update ledger_head h
        set position = h.position + total, recorded_at = greatest(h.recorded_at, clock_timestamp())
        returning h.position - total, h.recorded_at into base, now_recorded;

    if ledger_incarnation() <> incarnation then
        raise exception 'this is another database, or another state of it, than the append was made for'
            using errcode = 'PL001';
    end if;
    if base < floor then
        raise exception 'the stream reaches position %, Postgres only %: nothing is appended until the missing events are '
            'brought back with `paceledger restore --from stream`', floor, base using errcode = 'PL002';
    end if;

    -- A refusal rests on the state that was seen, so it counts only while that state still holds.
    -- Appends with events are looked at once they are in.
    if exists (
        select from unnest(aggregate_types, aggregate_ids, expected_sequences, event_counts) a(kind, id, expected, n)
        where a.n = 0 and a.expected <> ledger_sequence_of(a.kind, a.id)
    ) then
        return query select * from ledger_append_singly(command_ids, aggregate_types, aggregate_ids, expected_sequences,
            rejections, event_counts, event_types, event_versions, payloads, metadatas, event_ids, subjects, base, now_recorded);
        return;
    end if;

    begin
        insert into events (aggregate_type, aggregate_id, sequence, event_type, event_version, payload, metadata,
                            position, event_id, subject, recorded_at)
        select e.aggregate_type, e.aggregate_id, e.sequence, e.kind, e.version, e.payload::json, e.metadata::json,
               base + e.place, e.id, e.subject, now_recorded
        from unnest(event_aggregate_types, event_aggregate_ids, event_sequences, event_types, event_versions, payloads,
                    metadatas, event_ids, subjects)
            with ordinality e(aggregate_type, aggregate_id, sequence, kind, version, payload, metadata, id, subject, place);

        insert into receipts (command_id, first_position, last_position, rejection, recorded_at)
        select command_id, case when n > 0 then last - n + 1 end, case when n > 0 then last end, rejection::json, now_recorded
        from (select a.command_id, a.rejection, a.n, base + sum(a.n) over (order by a.place) as last
              from unnest(command_ids, rejections, event_counts) with ordinality a(command_id, rejection, n, place)) appended;

        -- The key keeps an append from being late; this keeps it from being early: its predecessor must be there.
        if exists (
            select from unnest(aggregate_types, aggregate_ids, expected_sequences, event_counts) a(kind, id, expected, n)
            where a.n > 0 and a.expected > 0 and (
                select e.sequence from events e
                where e.aggregate_type = a.kind and e.aggregate_id = a.id and e.sequence = a.expected) is null
        ) then
            raise unique_violation using message = 'an append is ahead of its aggregate';
        end if;
    exception when unique_violation then
        -- Something in the batch is a repeat, or late, or early; which, is told append by append.
        return query select * from ledger_append_singly(command_ids, aggregate_types, aggregate_ids, expected_sequences,
            rejections, event_counts, event_types, event_versions, payloads, metadatas, event_ids, subjects, base, now_recorded);
        return;
    end;

    return query
    select place::int, 'stored', case when n > 0 then (last - n + 1)::bigint end, case when n > 0 then last::bigint end,
           appended.rejection, now_recorded
    from (select a.place, a.rejection, a.n, base + sum(a.n) over (order by a.place) as last
          from unnest(rejections, event_counts) with ordinality a(rejection, n, place)) appended;
end
$$;
