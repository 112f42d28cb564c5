create index workouts_member_week on workouts (member_id, week);
