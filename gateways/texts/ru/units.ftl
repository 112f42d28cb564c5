# Сколько, в каком темпе, когда.
distance = { $unit ->
    [km] { $number } км
    [mi] { $number } ми
    [m] { $number } м
   *[yd] { $number } ярд.
}
pace = { $unit ->
    [km] { $clock } /км
    [mi] { $clock } /ми
    [m] { $clock } /100 м
   *[yd] { $clock } /100 ярд.
}
speed = { $unit ->
    [km] { $number } км/ч
   *[mi] { $number } ми/ч
}
heart-rate = { $number } уд/мин
power = { $number } Вт
effort = RPE { $number }
weekday = { $day ->
    [mon] понедельник
    [tue] вторник
    [wed] среда
    [thu] четверг
    [fri] пятница
    [sat] суббота
   *[sun] воскресенье
}
month = { $month ->
    [1] января
    [2] февраля
    [3] марта
    [4] апреля
    [5] мая
    [6] июня
    [7] июля
    [8] августа
    [9] сентября
    [10] октября
    [11] ноября
   *[12] декабря
}
date = { $weekday }, { $day } { $month }
date-with-year = { $weekday }, { $day } { $month } { $year } г.
