create index workouts_member_day on workouts (member_id, day, workout_id);
create index active_last on active (last_at);
