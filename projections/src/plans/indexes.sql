create index plans_member on plans (member_id, position);
create index plans_seasons on plans (plan_id) where kind = 'season' and superseded_by is null;
create index sessions_member_day on sessions (member_id, day);
create index sessions_workout on sessions (workout_id) where workout_id is not null;
create index adjustments_plan on adjustments (plan_id, position);
create index workouts_member_day on workouts (member_id, day);
