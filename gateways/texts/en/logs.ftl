# Workouts: logged, or asked about.
sport = { $sport ->
    [swim] Swim
    [bike] Bike
    [run] Run
    [strength] Strength
    [rest] Rest
    [multisport] Multisport
   *[other] Other sport
}
mood = { $mood ->
    [great] felt great
    [good] felt good
    [ok] felt ok
    [tired] felt tired
    [stressed] felt stressed
   *[terrible] felt terrible
}
logged = { $count ->
    [one] Logged:
   *[other] Logged { $count } workouts:
}
notes = “{ $text }”
button-undo = Undo
button-yes = Yes, log it
button-cancel = Cancel
ask-which-sport = Which sport was it?
ask-how-long = How long did it take? Write it like 45 min or 1:05:00.
ask-how-long-distance = How long did the { $distance } take? Write it like 45 min or 1:05:00.
ask-which-day = Which day was it? Choose, or write the date like 2026-05-03.
ask-which-reading = I can read this in more than one way. Choose one, or write it again with units, like 45 min or 10 km.
ask-is-this-right = Shall I log this?
ask-implausible = { $distance } in { $time } looks like a typing error. Check the numbers and write it again.
ask-implausible-choice = { $distance } in { $time } looks like a typing error. Is it right? If not, write it again.
ask-contradiction = Two of your numbers don't agree, or I can't tell which is the whole. Write the workout again with one distance and one time.
ask-out-of-range = { $what ->
    [minutes] A workout lasts between { $min } and { $max } minutes, not { $given }.
    [kilometres] A distance is between { $min } and { $max } km, not { $given }.
    [rpe] RPE is a whole number from { $min } to { $max }, not { $given }.
    [zone] A zone is a whole number from { $min } to { $max }, not { $given }.
    [heart-rate] A heart rate is between { $min } and { $max }, not { $given }.
   *[power] Power is between { $min } and { $max } watts, not { $given }.
} Write the workout again.
not-a-workout = I didn't find a workout or a command in that. Tell me a workout like “ran 10 km in 52:30”, or see /help.
