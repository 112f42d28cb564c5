# How far, how fast, when.
distance = { $unit ->
    [km] { $number } km
    [mi] { $number } mi
    [m] { $number } m
   *[yd] { $number } yd
}
pace = { $unit ->
    [km] { $clock } /km
    [mi] { $clock } /mi
    [m] { $clock } /100 m
   *[yd] { $clock } /100 yd
}
speed = { $unit ->
    [km] { $number } km/h
   *[mi] { $number } mph
}
heart-rate = { $number } bpm
power = { $number } W
effort = RPE { $number }
weekday = { $day ->
    [mon] Monday
    [tue] Tuesday
    [wed] Wednesday
    [thu] Thursday
    [fri] Friday
    [sat] Saturday
   *[sun] Sunday
}
month = { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
}
date = { $weekday }, { $day } { $month }
date-with-year = { $weekday }, { $day } { $month } { $year }
