# Las primeras preguntas.
onboarding-question = { $question ->
    [language] ¿En qué idioma hablamos?
    [sports] ¿Qué deportes entrenas? Elige o escríbelos: natación, bici, carrera.
    [goal] ¿Para qué entrenas?
    [time-zone] ¿Dónde vives? Elige, o escribe tu ciudad o la hora de tu reloj, como Lisbon o 18:40. Tus días y recordatorios la siguen.
    [race] ¿Para qué carrera?
    [race-date] ¿Cuándo es la carrera? Escribe la fecha así: 2026-09-20 o 20 de septiembre.
    [target-time] ¿Qué tiempo esperas? Escríbelo así: 1:45:00.
    [birth-year] ¿En qué año naciste?
    [sex] ¿Qué sexo usan las fórmulas?
    [height] ¿Cuánto mides, en centímetros?
    [weight] ¿Cuánto pesas, en kilos?
    [level] ¿Cuánta experiencia tienes?
    [weekly-volume] ¿Cuántas horas entrenas ahora por semana? Escríbelo así: 6 o 6,5.
    [availability] ¿Qué días puedes entrenar? Escríbelos así: lun mié vie dom.
    [injuries] ¿Te duele algo? Escribe dónde y cuánto, de 0 a 10, así: rodilla 3.
   *[thresholds] ¿Conoces tus umbrales? Escríbelos así: ftp 210, threshold-hr 165, css 1:50.
}
onboarding-topic = { $question ->
    [language] Idioma
    [sports] Deportes
    [goal] Objetivo
    [time-zone] Lugar
    [race] Carrera
    [race-date] Fecha de la carrera
    [target-time] Tiempo objetivo
    [birth-year] Año de nacimiento
    [sex] Sexo
    [height] Altura
    [weight] Peso
    [level] Nivel
    [weekly-volume] Horas por semana
    [availability] Días
    [injuries] Lesiones
   *[thresholds] Umbrales
}
onboarding-read-back = Esto es lo que tengo. ¿Es correcto?
onboarding-finished = Todo listo. ¿Hago tu primer plan?
button-skip = Saltar
button-no-injury = Ninguna
button-confirm = Es correcto
button-change = Cambiar algo
button-first-plan = Hacer mi plan
goal = { $goal ->
    [first-race] Primera carrera
    [improve-time] Mejorar tiempo
   *[stay-fit] Estar en forma
}
level = { $level ->
    [beginner] Principiante
    [intermediate] Intermedio
   *[advanced] Avanzado
}
sex = { $sex ->
    [female] Mujer
    [male] Hombre
   *[other] Otro
}
race-kind = { $kind ->
    [sprint] Sprint
    [olympic] Olímpico
    [half-triathlon] Medio triatlón
    [full-triathlon] Triatlón completo
    [five-km] 5k
    [ten-km] 10k
    [half-marathon] Media maratón
    [marathon] Maratón
    [ultra] Ultra
   *[other] Otra
}
city = { $city ->
    [london] Londres
    [new-york] Nueva York
    [chicago] Chicago
    [los-angeles] Los Ángeles
    [sydney] Sídney
    [madrid] Madrid
    [mexico-city] Ciudad de México
    [bogota] Bogotá
    [santiago] Santiago
    [buenos-aires] Buenos Aires
    [moscow] Moscú
    [kaliningrad] Kaliningrado
    [samara] Samara
    [yekaterinburg] Ekaterimburgo
    [novosibirsk] Novosibirsk
   *[vladivostok] Vladivostok
}
