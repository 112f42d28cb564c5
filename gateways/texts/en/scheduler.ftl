# What is told without having been asked.
reminder = For tomorrow:
nudge = This wasn't logged. Was it done? If not, leave it: what was missed is not caught up.
insight = Your month, { $month }, against the one before:
insight-figure = { $figure ->
    [distance] Distance
    [pace] Running pace
    [vdot] Running fitness (VDOT)
    [effort] Mean effort of 10
    [count] Workouts
   *[longest] Longest workout
}
insight-fact = { $figure }: { $now }, { $percent } % (before: { $before })
