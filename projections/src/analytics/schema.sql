-- The facts of each workout that the totals rest on, as last logged or corrected.
create table workouts (
    workout_id uuid primary key,
    member_id uuid not null,
    -- The athlete's day, and the Monday of its week.
    day date not null,
    week date not null,
    sport text not null,
    -- 1 to 5; 0 when none was given.
    zone smallint not null,
    seconds int not null,
    metres int not null,
    -- Parts of a multisport workout, in the table legs.
    legs smallint not null,
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

-- Follows from the facts alone: a week is computed anew whenever one of its workouts changes.
create table weekly_totals (
    member_id uuid not null,
    week date not null,
    sport text not null,
    zone smallint not null,
    workouts int not null,
    seconds bigint not null,
    metres bigint not null,
    primary key (member_id, week, sport, zone)
);
