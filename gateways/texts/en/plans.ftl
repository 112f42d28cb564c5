# Plans and sessions.
minutes = { $number } min
hours = { $clock } h
workout-kind = { $kind ->
    [recovery] recovery
    [long] long
    [technique] technique
    [tempo] tempo
    [race-pace] race pace
    [threshold] threshold
    [intervals] intervals
    [repetitions] repetitions
    [vo2] VO2 max
    [sharpening] sharpening
    [race] race
   *[endurance] endurance
}
workout-eased = { $kind ->
    [tempo] easy instead of tempo
    [race-pace] easy instead of race pace
    [threshold] easy instead of threshold
    [intervals] easy instead of intervals
    [repetitions] easy instead of repetitions
    [sharpening] easy instead of sharpening
   *[vo2] easy instead of VO2 max
}
session-state = { $state ->
    [moved] moved
    [done] ✓ done
    [skipped] skipped
   *[missed] missed
}
purpose = { $purpose ->
    [substitute] Keeps your fitness while what hurts gets its rest.
    [downgraded] Easy instead of hard, so that what you did before can take effect.
    [recovery] Loosens you up; slower is better.
    [long-bike] Builds the endurance that a long day in the saddle asks for.
    [long] Builds endurance and legs that hold for the distance.
    [technique] Better technique: the cheapest speed there is in water.
    [tempo] Gets you used to a steady pace that is no longer easy.
    [race-pace] Teaches you the pace of your race.
    [threshold] Raises the pace that you can hold for an hour.
    [intervals-swim] Raises the speed that you can hold in water.
    [intervals] Makes you faster in bouts that are hard and even.
    [repetitions] Fast and relaxed: speed and form, with full rest in between.
    [vo2] Raises your oxygen uptake, the ceiling of everything else.
    [sharpening] Short and sharp: keeps you fast while you rest for the race.
    [race] Race day.
   *[endurance] Easy endurance: the base that the rest stands on.
}
session-note = { $note ->
    [hard-spacing] Easier than planned at first, because the day before is hard.
    [readiness] Easier today, because of how you said you feel.
    [injury] Changed, because of what hurts. This is not medical advice.
    [injury-gently] On the flat and nothing fast, because of what hurts. This is not medical advice.
    [ill] Shorter and easy, because you were ill. This is not medical advice.
   *[care] Nothing hard until a person has looked at what you wrote of.
}
step-part = { $part ->
    [warm-up] Warm up
    [cool-down] Cool down
   *[main] Main set
}
recovery = { $clock } easy after each
phase = { $phase ->
    [base] Base
    [build] Build
    [peak] Peak
    [taper] Taper
    [race] Race
    [recovery] Recovery
    [comeback] Comeback
   *[ordinary] Ordinary
}
plan-head = { $kind ->
    [block] Your two-week plan
    [season] Your season
   *[week] Your week
}: { $from } – { $to }
plan-week = Week: { $from } – { $to }
plan-made = Here is your new plan.
plan-empty = There is no session in these days: rest.
no-plan = There is no plan for the days ahead. Shall I make one?
today-head = { $date }
today-rest = Nothing is planned for today: rest. Next: { $next }
pending-head = { $count ->
    [one] One session is open:
   *[other] { $count } sessions are open:
}
pending-none = No session is open. See /plan for what comes.
session-settled = { $outcome ->
    [done] Done
    [skipped] Skipped
   *[moved] Moved
} — { $session }
move-where = To which day? { $session }
no-such-session = There is no such open session. See /pending for the list.
adjust-head = { $what }: { $done } done, { $planned } planned. { $more ->
    [more] The days after it would get lighter:
   *[less] A part of the rest would come back, a little at a time:
}
adjust-ill = { $what }: ill. Until you are well, rest. The days after it would be easy and shorter; this is not medical advice:
adjust-nothing = What you did is near enough to the plan. Nothing has to change.
adjust-taken = Taken. Your plan is changed.
adjust-undone = As before: your plan is what it was.
