-- Takes a batch of appends, each the outcome of one command, in one statement and so in one transaction.
--
-- An append is one receipt and any number of events of one aggregate; the events of one append stand
-- together and in order, and the appends' counts say how many belong to each.
--
-- Returns one row an append:
--   'stored'    the events and the receipt are in
--   'repeated'  the command has a receipt already; that receipt's positions and rejection come back
--   'conflict'  the aggregate is not at the expected sequence any more; nothing of this append is in
--
-- Each append is answered once: rows that `return query` has given out stay given out even when something beside
-- them fails later, so nothing that can fail happens there.
create function ledger_append(
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

-- The last sequence of an aggregate, 0 when it has no events.
create function ledger_sequence_of(kind text, id text) returns bigint language sql stable as $$
    select coalesce((select sequence from events where aggregate_type = kind and aggregate_id = id
                     order by sequence desc limit 1), 0)
$$;

-- The same as ledger_append, one append after the other, for batches in which some collide.
-- Runs under the lock on ledger_head and gives back the positions that were not needed.
create function ledger_append_singly(
    command_ids text[], aggregate_types text[], aggregate_ids text[], expected_sequences bigint[], rejections text[],
    event_counts int[], event_types text[], event_versions text[], payloads text[], metadatas text[],
    event_ids uuid[], subjects uuid[], base bigint, now_recorded timestamptz
) returns table (append int, result text, first_position bigint, last_position bigint, rejection text, recorded_at timestamptz)
language plpgsql as $$
#variable_conflict use_column
declare
    head bigint := base;
    consumed int := 0;
    n int;
    known receipts%rowtype;
begin
    for i in 1 .. array_length(command_ids, 1) loop
        n := event_counts[i];
        append := i;
        select * into known from receipts r where r.command_id = command_ids[i];
        if found then
            result := 'repeated';
            first_position := known.first_position;
            last_position := known.last_position;
            rejection := known.rejection;
            recorded_at := known.recorded_at;
        elsif ledger_sequence_of(aggregate_types[i], aggregate_ids[i]) <> expected_sequences[i] then
            result := 'conflict';
            first_position := null;
            last_position := null;
            rejection := null;
            recorded_at := null;
        else
            insert into events (aggregate_type, aggregate_id, sequence, event_type, event_version, payload, metadata,
                                position, event_id, subject, recorded_at)
            select aggregate_types[i], aggregate_ids[i], expected_sequences[i] + k, event_types[consumed + k],
                   event_versions[consumed + k], payloads[consumed + k]::json, metadatas[consumed + k]::json,
                   head + k, event_ids[consumed + k], subjects[consumed + k], now_recorded
            from generate_series(1, n) k;
            result := 'stored';
            first_position := case when n > 0 then head + 1 end;
            last_position := case when n > 0 then head + n end;
            rejection := rejections[i];
            recorded_at := now_recorded;
            insert into receipts values (command_ids[i], first_position, last_position, rejections[i]::json, now_recorded);
            head := head + n;
        end if;
        consumed := consumed + n;
        return next;
    end loop;
    update ledger_head set position = head;
end
$$;
