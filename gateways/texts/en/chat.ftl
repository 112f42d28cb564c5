# The conversation itself.
welcome = Welcome to PaceLedger. I keep your training log and make plans that fit it.
welcome-back = Good to see you again.
what-can-be-done = Tell me a workout in your own words, like “ran 10 km in 52:30”, or how you feel with /checkin. /plan makes a plan, /help shows everything. Your days are counted in UTC until you choose your zone, like /timezone Europe/Madrid.
please-start = I don't know you yet. Write /start to begin.
suspended = This account is suspended. Ask the people who run this PaceLedger to reinstate it.
unreadable = I can only read text. Tell me in words, please.
in-private = That is for the two of us alone: write to me directly.
too-fast = That was quick. Wait a few seconds, then write again; I have left out what came after this.
too-many-plans = That is enough plans for an hour. Try again later; /today and /pending show the one you have.
trouble = Something went wrong here, and I couldn't answer. Try again in a while; if it stays like this, report the code { $code }.
refused = That can't be done as it stands ({ $code }). Check it and write it again, or see /help.
cancelled = All right, never mind.
nothing-to-cancel = There is nothing to leave; I haven't asked anything.
nothing-asked = That question is closed. Write what you want, or see /help.
question-over = { $question ->
    [check-in] That check-in was for { $date } and is over. Write /checkin to tell how today is.
   *[forget] I asked that on { $date }, and it is over: nothing was erased. Write /forget if you still want to go.
}
nothing-to-undo = There is nothing to take back: this chat hasn't logged anything lately.
took-back = { $count ->
    [one] Taken back:
   *[other] Taken back, { $count } workouts:
}
corrected = Corrected:
edited-to-nothing = I find no workout in your edited message, so the log stays as it was. /undo takes the workout back.
onboarding-now = Until now: { $value }
button-keep = Keep it
choose-language = Which language shall we speak?
language-chosen = We speak English now.
choose-units = Which units do you read?
units-chosen = From now on: { $units }.
units-name = { $units ->
    [imperial] miles and yards
   *[metric] kilometres and metres
}
choose-time-zone = Your days are counted in { $zone }. Another one is chosen like this: /timezone Europe/Madrid
time-zone-chosen = Your days are counted in { $zone } now; it is { $clock } there.
link-code = Write this in the other chat within 10 minutes: /link { $code }
linked = Joined: this chat is yours too, with the same log and plans.
link-wrong = This code doesn't fit, or its 10 minutes are over. Write /link in the chat that you want to join, and use the new code.
link-too-many-tries = Too many codes that didn't fit. Wait 10 minutes, then get a new one with /link.
link-has-history = This chat has training data of its own, which would be out of sight. Take a chat that is new, or have them erased here first with /forget.
