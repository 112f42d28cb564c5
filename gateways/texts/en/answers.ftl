# What commands are answered with.
column = { $column ->
    [week] Week
    [phase] Phase
    [time] Time
    [zone] Zone
    [power] Watts
    [heart-rate] Heart rate
    [run-pace] Run
    [swim-pace] Swim
    [sport] Sport
    [workouts] Workouts
    [distance] Distance
    [load] Load
    [longest] Longest
    [effort] Effort
    [vdot] VDOT
    [times] Workouts
    [two-weeks] Now
    [before] Before
   *[total] All
}
answer-button = { $button ->
    [done] Done
    [skip] Skip
    [move] Move
    [accept] Accept
    [leave] Leave as it is
    [undo] Undo
    [new-plan] New plan
    [plan-week] Plan my week
    [plan-block] Plan two weeks
    [today] Today
    [pending] Open sessions
    [update] Change answers
    [help-set] What can be set
    [export] My data first
    [forget] Erase me
   *[keep] Keep everything
}
race-changed = { $change ->
    [added] Added
    [moved] Moved
   *[cancelled] Cancelled
}: { $race }
races-head = Your races:
races-none = There is no race ahead. Add one like /race add 2026-09-20 olympic A City Triathlon
race-in = { $days ->
    [0] today
    [one] tomorrow
   *[other] in { $days } days
}
predict-head = From { $distance } in { $time } ({ $date }), VDOT { $vdot }:
predict-none = Nothing to predict from yet. Log a race or a hard run with its distance and time.
zones-head = Your zones today:
zones-none = No threshold is known yet. Set one like /set ftp 240, /set threshold-hr 168, /set css 1:45 or /set vdot 48
stats-head = { $span ->
    [week] This week, since { $date }
    [month] This month, since { $date }
   *[year] This year, since { $date }
}
stats-none = Nothing is logged yet.
stats-before = { $span ->
    [week] The week before
    [month] The month before
   *[year] The year before
}: { $workouts ->
    [one] { $workouts } workout
   *[other] { $workouts } workouts
}, { $time }
form-caption = Fitness { $fitness }, fatigue { $fatigue }, form { $form }. { $state ->
    [warming-up] There are too few weeks to say what that means: keep logging.
    [overload] You are deep in fatigue: rest before you add anything.
    [building] You are tired in the way that builds fitness.
    [steady] You are in balance: training goes on as planned.
    [race-ready] You are fresh: a good time to race.
   *[losing] You are so rested that fitness is going: time to train again.
}
form-none = There is nothing to draw yet. Log a workout like “ran 10 km in 52:30”.
summary-head = { $from } – { $to }
summary-none = Nothing was logged in the last four weeks.
injury-noted = Noted: { $part }, { $severity } of 10.
injury-means = { $means ->
    [no-running] New plans have no running until it is better. Please have a clinician look at it. This is not medical advice.
    [nothing-hard] New plans have nothing hard until it is better.
    [no-speed] New plans have no speed and no hills on foot until it is better.
   *[watched] Training goes on; tell me if it gets worse.
}
injury-healed = Good: { $part } is well again.
injury-unknown = Nothing is noted about this: { $part }. /profile shows what is known.
body-part = { $part ->
    [foot] foot
    [ankle] ankle
    [achilles] Achilles tendon
    [calf] calf
    [shin] shin
    [knee] knee
    [quad] thigh
    [hamstring] hamstring
    [groin] groin
    [hip] hip
    [glute] glute
    [lower-back] lower back
    [upper-back] upper back
    [neck] neck
    [chest] chest
    [rib] ribs
    [shoulder] shoulder
    [elbow] elbow
    [wrist] wrist
    [hand] hand
    [head] head
   *[other] another place
}
remind-at = Every evening at { $time } ({ $zone }) I'll tell you tomorrow's session. When there is none, I keep quiet.
remind-off = I won't write unless you do.
export-caption = Everything there is of you: { $events } events as they are kept, and what they come to.
forget-ask = This erases you: your profile, { $workouts ->
    [one] one workout
   *[other] { $workouts } workouts
}, { $plans ->
    [one] one plan
   *[other] { $plans } plans
} and the link to { $accounts ->
    [one] your account
   *[other] your { $accounts } accounts
}. There is no way back, and you can't come back under the same account.
forget-stays = What can't be erased yet: the recorded events themselves stay in the ledger's log, which nothing is ever cut out of. They are no longer shown or used. Until they can be sealed, whoever runs this ledger could still read them.
forget-done = You are erased. Take care.
fatigue-noted = Noted for today: { $reading }
fatigue-means = { $means ->
    [ill] No training while you are ill. Plans made today keep that in mind.
   *[tired] Nothing hard today. Plans made today keep that in mind.
}
reading = { $part ->
    [readiness] readiness { $value }
    [sleep] { $value } h of sleep
    [score] sleep score { $value }
    [hrv] HRV { $value } ms
    [hr] resting { $value } bpm
    [sore] sore { $value }
    [stress] stress { $value }
   *[ill] ill{ $value }
}
readiness = { $value ->
    [5] 5 – ready for anything
    [4] 4 – good
    [3] 3 – ordinary
    [2] 2 – tired
   *[1] 1 – worn out
}
checkin-ask = How ready are you today?
set-done = Changed. This is what I know of you now:
profile-head = This is what I know of you:
profile-field = { $field ->
    [name] Name
    [time-zone] Time zone
    [sports] Sports
    [goal] Goal
    [level] Level
    [birth-year] Year of birth
    [sex] Sex
    [height] Height
    [weight] Weight
    [reminder] Reminder
    [week-starts] First day of the week
    [weekly-volume] A week
    [sessions-per-week] Sessions a week
    [availability] Days
    [swim-days] Swim days
    [vo2-day] VO2 day
    [long-ride-day] Long ride
    [long-run-day] Long run
    [no-long-run-day] No long run on
    [ftp] FTP
    [threshold-hr] Threshold heart rate
    [max-hr] Maximum heart rate
    [resting-hr] Resting heart rate
    [css] Swim pace
   *[vdot] VDOT
}
centimetres = { $number } cm
weight = { $unit ->
    [kg] { $number } kg
   *[lb] { $number } lb
}
rejected = { $reason } ({ $code })
