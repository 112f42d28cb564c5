-- The facts of each workout that all figures rest on, as last logged or corrected.
create table workouts (
    workout_id uuid primary key,
    member_id uuid not null,
    -- The athlete's day.
    day date not null,
    sport text not null,
    -- 1 to 5; 0 when none was given.
    zone smallint not null,
    seconds int not null,
    metres int not null,
    -- Parts of a multisport workout, in the table legs.
    legs smallint not null,
    -- 0 easy, 1 hard, 2 a race.
    effort smallint not null,
    -- Seconds that a race or a hard run counts with: of a race the clock's, of a hard run those on the move.
    result_s int,
    -- Points, and what they were measured by; null where there was nothing to go by.
    load double precision not null,
    method text,
    -- As the athlete felt it, 1 to 10.
    rpe smallint,
    -- Watts of the whole: normalized, else mean.
    power smallint,
    -- Whether it counts: not while it is voided.
    counted boolean not null
) with (fillfactor = 85);

create table legs (
    workout_id uuid not null,
    leg smallint not null,
    sport text not null,
    zone smallint not null,
    seconds int not null,
    metres int not null,
    primary key (workout_id, leg)
);

-- What loads and estimates depend on: each athlete's profile and dated thresholds, as JSON.
create table athletes (
    member_id uuid primary key,
    known text not null
);

-- When each member last wanted something.
create table active (
    member_id uuid primary key,
    last_at timestamptz not null
) with (fillfactor = 85);

-- The command that each subject's last event follows from, so that the next event tells whether it is a new one.
create table last_commands (
    subject uuid primary key,
    command_id text not null
) with (fillfactor = 85);

-- The platform's own figures by day, in UTC. Sums only, so it makes no difference in which order subjects come.
create table days (
    day date primary key,
    registered bigint not null,
    commands bigint not null,
    plans bigint not null,
    workouts bigint not null
) with (fillfactor = 50);

-- Members who asked to be erased, by their id alone: what still comes about them is dropped.
create table forgotten (
    member_id uuid primary key
);
