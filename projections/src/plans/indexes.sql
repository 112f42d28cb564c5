create index plans_member on plans (member_id, position);
create index plans_seasons on plans (plan_id) where kind = 'season' and superseded_by is null;
create index sessions_member_day on sessions (member_id, day);
create index sessions_workout on sessions (member_id, workout_id) where workout_id is not null;
create index adjustments_plan on adjustments (plan_id, position);
-- With all that sessions are held against: a member's rows come from all over the table.
create index workouts_member_day on workouts (member_id, day) include (workout_id, sport, minutes);
