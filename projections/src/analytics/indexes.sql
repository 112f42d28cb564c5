-- With all that figures are folded from: a member's rows come from all over the table, their entries here from a few
-- pages that lie side by side.
create index workouts_member_day on workouts (member_id, day, workout_id)
    include (sport, zone, seconds, metres, legs, effort, load, method, rpe, power, result_s) where counted;
create index active_last on active (last_at);
