# The first questions.
onboarding-question = { $question ->
    [language] Which language shall we speak?
    [sports] Which sports do you train? Choose, or write them: swim, bike, run.
    [goal] What do you train for?
    [time-zone] Where do you live? Choose, or write your city or the time on your watch, like Lisbon or 18:40. Your days and reminders follow it.
    [race] Which race is it for?
    [race-date] When is the race? Write the date like 2026-09-20 or 20 September.
    [target-time] Which time do you hope for? Write it like 1:45:00.
    [birth-year] In which year were you born?
    [sex] Which sex shall the formulas use?
    [height] How tall are you, in centimetres?
    [weight] How much do you weigh, in kilograms?
    [level] How experienced are you?
    [weekly-volume] How many hours a week do you train now? Write it like 6 or 6.5.
    [availability] On which days can you train? Write them like mon wed fri sun.
    [injuries] Does anything hurt? Write the place and how bad, from 0 to 10, like knee 3.
   *[thresholds] Do you know your thresholds? Write them like ftp 210, threshold-hr 165, css 1:50.
}
onboarding-topic = { $question ->
    [language] Language
    [sports] Sports
    [goal] Goal
    [time-zone] Place
    [race] Race
    [race-date] Race date
    [target-time] Target time
    [birth-year] Year of birth
    [sex] Sex
    [height] Height
    [weight] Weight
    [level] Level
    [weekly-volume] Hours a week
    [availability] Days
    [injuries] Injuries
   *[thresholds] Thresholds
}
onboarding-read-back = This is what I have. Is it right?
onboarding-finished = You're all set. Shall I make your first plan?
button-skip = Skip
button-no-injury = None
button-confirm = It's right
button-change = Change something
button-first-plan = Make my plan
goal = { $goal ->
    [first-race] First race
    [improve-time] Improve time
   *[stay-fit] Stay fit
}
level = { $level ->
    [beginner] Beginner
    [intermediate] Intermediate
   *[advanced] Advanced
}
sex = { $sex ->
    [female] Female
    [male] Male
   *[other] Other
}
race-kind = { $kind ->
    [sprint] Sprint
    [olympic] Olympic
    [half-triathlon] Half triathlon
    [full-triathlon] Full triathlon
    [five-km] 5k
    [ten-km] 10k
    [half-marathon] Half marathon
    [marathon] Marathon
    [ultra] Ultra
   *[other] Other
}
city = { $city ->
    [london] London
    [new-york] New York
    [chicago] Chicago
    [los-angeles] Los Angeles
    [sydney] Sydney
    [madrid] Madrid
    [mexico-city] Mexico City
    [bogota] Bogotá
    [santiago] Santiago
    [buenos-aires] Buenos Aires
    [moscow] Moscow
    [kaliningrad] Kaliningrad
    [samara] Samara
    [yekaterinburg] Yekaterinburg
    [novosibirsk] Novosibirsk
   *[vladivostok] Vladivostok
}
