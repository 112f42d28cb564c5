-- Answers each append once. Rows that `return query` has given out stay given out when what it does beside them
-- fails, so nothing that may fail happens there any more: an append whose receipt was a repeat got two answers, of
-- which the first was wrong.
create or replace function ledger_append(
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

    -- A refusal rests on the state that was seen, so it counts only while that state still holds.
    -- Appends with events don't need the look: their key decides.
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
    exception when unique_violation then
        -- Something in the batch is a repeat or lost a race; which, is told append by append.
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
