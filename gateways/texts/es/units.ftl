# Cuánto, a qué ritmo, cuándo.
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
heart-rate = { $number } ppm
power = { $number } W
effort = RPE { $number }
weekday = { $day ->
    [mon] lunes
    [tue] martes
    [wed] miércoles
    [thu] jueves
    [fri] viernes
    [sat] sábado
   *[sun] domingo
}
month = { $month ->
    [1] enero
    [2] febrero
    [3] marzo
    [4] abril
    [5] mayo
    [6] junio
    [7] julio
    [8] agosto
    [9] septiembre
    [10] octubre
    [11] noviembre
   *[12] diciembre
}
date = { $weekday }, { $day } de { $month }
date-with-year = { $weekday }, { $day } de { $month } de { $year }
