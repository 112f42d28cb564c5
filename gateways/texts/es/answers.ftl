# Con qué se responde a los comandos.
column = { $column ->
    [week] Semana
    [phase] Fase
    [time] Tiempo
    [zone] Zona
    [power] Vatios
    [heart-rate] Pulso
    [run-pace] Carrera
    [swim-pace] Natación
    [sport] Deporte
    [workouts] Entrenos
    [distance] Distancia
    [load] Carga
    [longest] El más largo
    [effort] Esfuerzo
    [vdot] VDOT
    [times] N.º
    [two-weeks] Ahora
    [before] Antes
   *[total] Todo
}
answer-button = { $button ->
    [done] Hecha
    [skip] Saltar
    [move] Mover
    [accept] Aceptar
    [leave] Dejarlo así
    [undo] Deshacer
    [new-plan] Nuevo plan
    [plan-week] Planificar mi semana
    [plan-block] Planificar dos semanas
    [today] Hoy
    [pending] Sesiones abiertas
    [update] Cambiar respuestas
    [help-set] Qué se puede cambiar
    [export] Antes, mis datos
    [forget] Bórrame
   *[keep] Conservar todo
}
race-changed = { $change ->
    [added] Carrera añadida
    [moved] Carrera cambiada de fecha
   *[cancelled] Carrera cancelada
}: { $race }
races-head = Tus carreras:
races-none = No hay ninguna carrera por delante. Añade una así: /race add 2026-09-20 olympic A Triatlón de la Ciudad
race-in = { $days ->
    [0] hoy
    [one] mañana
   *[other] en { $days } días
}
predict-head = A partir de { $distance } en { $time } ({ $date }), VDOT { $vdot }:
predict-none = Aún no hay de qué predecir. Anota una carrera o un entreno duro a pie con su distancia y su tiempo.
zones-head = Tus zonas hoy:
zones-none = Aún no se conoce ningún umbral. Pon uno así: /set ftp 240, /set threshold-hr 168, /set css 1:45 o /set vdot 48
stats-head = { $span ->
    [week] Esta semana, desde el { $date }
    [month] Este mes, desde el { $date }
   *[year] Este año, desde el { $date }
}
stats-none = Aún no hay nada anotado.
stats-before = { $span ->
    [week] La semana anterior
    [month] El mes anterior
   *[year] El año anterior
}: { $workouts ->
    [one] { $workouts } entreno
   *[other] { $workouts } entrenos
}, { $time }
form-caption = Estado físico { $fitness }, fatiga { $fatigue }, forma { $form }. { $state ->
    [warming-up] Son pocas semanas para decir qué significa: sigue anotando.
    [overload] Tienes mucha fatiga: descansa antes de añadir nada.
    [building] Es el cansancio que construye forma.
    [steady] Todo en equilibrio: el entrenamiento sigue como está previsto.
    [race-ready] Tienes las piernas frescas: buen momento para competir.
   *[losing] Tanto descanso te quita forma: toca volver a entrenar.
}
form-none = Aún no hay nada que dibujar. Anota un entreno como «corrí 10 km en 52:30».
summary-head = { $from } – { $to }
summary-none = No se anotó nada en las últimas cuatro semanas.
injury-noted = Anotado: { $part }, { $severity } de 10.
injury-means = { $means ->
    [no-running] Los planes nuevos no llevan carrera a pie hasta que mejore. Que lo vea un profesional sanitario, por favor. Esto no es consejo médico.
    [nothing-hard] Los planes nuevos no llevan nada duro hasta que mejore.
    [no-speed] Los planes nuevos no llevan velocidad ni cuestas a pie hasta que mejore.
   *[watched] El entrenamiento sigue; dime si empeora.
}
injury-healed = Bien: { $part }, ya sin molestias.
injury-unknown = No hay nada anotado sobre esto: { $part }. /profile muestra lo que se sabe.
body-part = { $part ->
    [foot] pie
    [ankle] tobillo
    [achilles] tendón de Aquiles
    [calf] gemelo
    [shin] espinilla
    [knee] rodilla
    [quad] cuádriceps
    [hamstring] isquiotibiales
    [groin] ingle
    [hip] cadera
    [glute] glúteo
    [lower-back] zona lumbar
    [upper-back] espalda alta
    [neck] cuello
    [chest] pecho
    [rib] costillas
    [shoulder] hombro
    [elbow] codo
    [wrist] muñeca
    [hand] mano
    [head] cabeza
   *[other] otro sitio
}
remind-at = Cada tarde a las { $time } ({ $zone }) te diré la sesión del día siguiente. Si no hay, no digo nada.
remind-off = No escribiré si no escribes tú.
export-caption = Todo lo que hay de ti: { $events } eventos tal como se guardan, y lo que resulta de ellos.
forget-ask = Esto te borra: tu perfil, { $workouts ->
    [one] un entreno
   *[other] { $workouts } entrenos
}, { $plans ->
    [one] un plan
   *[other] { $plans } planes
} y el enlace con { $accounts ->
    [one] tu cuenta
   *[other] tus { $accounts } cuentas
}. No hay vuelta atrás, y no podrás volver con la misma cuenta.
forget-stays = Lo que aún no se puede borrar: los eventos registrados siguen en el libro, del que nunca se corta nada. Ya no se muestran ni se usan. Mientras no se puedan sellar, quien lleva este libro aún podría leerlos.
forget-done = Hecho: te he borrado. Cuídate.
fatigue-noted = Anotado para hoy: { $reading }
fatigue-means = { $means ->
    [ill] Nada de entrenar con enfermedad. Los planes hechos hoy lo tienen en cuenta.
   *[tired] Hoy nada duro. Los planes hechos hoy lo tienen en cuenta.
}
reading = { $part ->
    [readiness] disposición { $value }
    [sleep] { $value } h de sueño
    [score] puntuación del sueño { $value }
    [hrv] VFC { $value } ms
    [hr] { $value } ppm en reposo
    [sore] agujetas { $value }
    [stress] estrés { $value }
   *[ill] con enfermedad{ $value }
}
readiness = { $value ->
    [5] 5 – a por todo
    [4] 4 – bien
    [3] 3 – normal
    [2] 2 – con cansancio
   *[1] 1 – sin fuerzas
}
checkin-ask = ¿Cómo te ves hoy para entrenar?
set-done = Cambiado. Esto es lo que sé de ti ahora:
profile-head = Esto es lo que sé de ti:
profile-field = { $field ->
    [name] Nombre
    [time-zone] Zona horaria
    [sports] Deportes
    [goal] Objetivo
    [level] Nivel
    [birth-year] Año de nacimiento
    [sex] Sexo
    [height] Altura
    [weight] Peso
    [reminder] Recordatorio
    [week-starts] Primer día de la semana
    [weekly-volume] Por semana
    [sessions-per-week] Sesiones por semana
    [availability] Días
    [swim-days] Días de natación
    [vo2-day] Día de VO2
    [long-ride-day] Salida larga en bici
    [long-run-day] Tirada larga
    [no-long-run-day] Sin tirada larga el
    [ftp] FTP
    [threshold-hr] Pulso umbral
    [max-hr] Pulso máximo
    [resting-hr] Pulso en reposo
    [css] Ritmo de natación
   *[vdot] VDOT
}
centimetres = { $number } cm
weight = { $unit ->
    [kg] { $number } kg
   *[lb] { $number } lb
}
rejected = { $reason } ({ $code })
