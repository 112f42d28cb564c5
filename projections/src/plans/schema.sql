create table plans (
    plan_id uuid primary key,
    member_id uuid not null,
    kind text not null,
    from_day date not null,
    -- The last day.
    to_day date not null,
    -- Of the event that made it.
    position bigint not null,
    made_at timestamptz not null,
    engine_version text not null,
    inputs_digest text not null,
    score double precision not null,
    race_id uuid,
    weeks text not null,
    superseded_by uuid,
    -- Of the event that said so.
    superseded_position bigint,
    superseded_at timestamptz
) with (fillfactor = 90);

-- What is to be done, and what the athlete said became of it. What was really done is found by the workouts.
create table sessions (
    session_id uuid primary key,
    plan_id uuid not null,
    member_id uuid not null,
    day date not null,
    -- The day it was planned for, if the athlete moved it.
    moved_from date,
    -- Structure, purpose and targets, as the planner wrote them; the day above counts.
    content text not null,
    state text not null,
    workout_id uuid,
    reason text,
    -- Position of the event that the last three follow from; 0 before any.
    settled_at bigint not null,
    -- How often it was changed since it was made, and when the last time.
    revision int not null,
    changed_at timestamptz not null
) with (fillfactor = 85);

create table adjustments (
    adjustment_id uuid primary key,
    plan_id uuid not null,
    position bigint not null,
    content text not null,
    status text not null
) with (fillfactor = 90);

-- Workouts that count, as far as sessions are held against them.
create table workouts (
    workout_id uuid primary key,
    member_id uuid not null,
    day date not null,
    sport text not null,
    minutes int not null
) with (fillfactor = 90);

-- Days of members on which something was planned or done, ever, and the last event that may have changed what is seen of
-- them: a workout or a session came, went, changed, or was linked by hand to one of that day.
create table days (
    member_id uuid not null,
    day date not null,
    position bigint not null,
    changed_at timestamptz not null,
    primary key (member_id, day)
) with (fillfactor = 90);

-- Members who asked to be erased, by their id alone: what still comes about them is dropped.
create table forgotten (
    member_id uuid primary key
);
