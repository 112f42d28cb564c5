# Planes y sesiones.
minutes = { $number } min
hours = { $clock } h
workout-kind = { $kind ->
    [recovery] recuperación
    [long] larga
    [technique] técnica
    [tempo] tempo
    [race-pace] ritmo de carrera
    [threshold] umbral
    [intervals] intervalos
    [repetitions] repeticiones
    [vo2] VO2 máx
    [sharpening] puesta a punto
    [race] carrera
   *[endurance] resistencia
}
workout-eased = { $kind ->
    [tempo] suave en vez de tempo
    [race-pace] suave en vez de ritmo de carrera
    [threshold] suave en vez de umbral
    [intervals] suave en vez de intervalos
    [repetitions] suave en vez de repeticiones
    [sharpening] suave en vez de puesta a punto
   *[vo2] suave en vez de VO2 máx
}
session-state = { $state ->
    [moved] cambiada de día
    [done] ✓ hecha
    [skipped] saltada
   *[missed] perdida
}
purpose = { $purpose ->
    [substitute] Mantiene tu forma mientras descansa lo que te duele.
    [downgraded] Suave en vez de dura, para que haga efecto lo que ya hiciste.
    [recovery] Te suelta; más despacio es mejor.
    [long-bike] Da la resistencia que pide un día largo en la bici.
    [long] Da resistencia y piernas que aguantan la distancia.
    [technique] Mejor técnica: la velocidad más barata que hay en el agua.
    [tempo] Te acostumbra a un ritmo constante que ya no es fácil.
    [race-pace] Te enseña el ritmo de tu carrera.
    [threshold] Sube el ritmo que puedes mantener una hora.
    [intervals-swim] Sube la velocidad que puedes mantener en el agua.
    [intervals] Te da velocidad con series duras y parejas.
    [repetitions] Rápido y suelto: velocidad y técnica, con descanso completo entre medias.
    [vo2] Sube tu consumo de oxígeno, el techo de todo lo demás.
    [sharpening] Corto y vivo: conserva tu velocidad mientras descansas para la carrera.
    [race] Día de carrera.
   *[endurance] Resistencia suave: la base sobre la que está lo demás.
}
session-note = { $note ->
    [hard-spacing] Más suave de lo previsto, porque el día anterior es duro.
    [readiness] Más suave hoy, por cómo dijiste que te sientes.
    [injury] Cambiada por lo que te duele. Esto no es un consejo médico.
    [injury-gently] En llano y nada rápido, por lo que te duele. Esto no es un consejo médico.
    [ill] Más corta y suave, porque estuviste enfermo. Esto no es un consejo médico.
   *[care] Nada duro hasta que una persona haya visto lo que escribiste.
}
step-part = { $part ->
    [warm-up] Calentamiento
    [cool-down] Vuelta a la calma
   *[main] Parte principal
}
recovery = { $clock } suave tras cada una
phase = { $phase ->
    [base] Base
    [build] Desarrollo
    [peak] Pico
    [taper] Descarga previa
    [race] Carrera
    [recovery] Recuperación
    [comeback] Regreso
   *[ordinary] Normal
}
plan-head = { $kind ->
    [block] Tu plan de dos semanas
    [season] Tu temporada
   *[week] Tu semana
}: { $from } – { $to }
plan-week = Semana: { $from } – { $to }
plan-made = Aquí tienes tu nuevo plan.
plan-empty = No hay sesiones en estos días: descanso.
no-plan = No hay plan para los próximos días. ¿Hago uno?
today-head = { $date }
today-rest = Hoy no hay nada previsto: descanso. Lo siguiente: { $next }
pending-head = { $count ->
    [one] Hay una sesión abierta:
   *[other] Hay { $count } sesiones abiertas:
}
pending-none = No hay sesiones abiertas. Mira /plan para ver lo que viene.
session-settled = { $outcome ->
    [done] Hecha
    [skipped] Saltada
   *[moved] Cambiada de día
} — { $session }
move-where = ¿A qué día? { $session }
no-such-session = No hay tal sesión abierta. La lista está en /pending.
adjust-head = { $what }: { $done } hechos, { $planned } previstos. { $more ->
    [more] Los días siguientes serían más ligeros:
   *[less] Una parte del resto volvería, poco a poco:
}
adjust-ill = { $what }: con enfermedad. Descansa hasta que estés bien. Los días siguientes serían suaves y más cortos; esto no es un consejo médico:
adjust-nothing = Lo que hiciste se parece bastante al plan. No hace falta cambiar nada.
adjust-taken = Aceptado. Tu plan ha cambiado.
adjust-undone = Como antes: tu plan es el que era.
