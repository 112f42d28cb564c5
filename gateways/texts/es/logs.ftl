# Entrenamientos: anotados o por aclarar.
sport = { $sport ->
    [swim] Natación
    [bike] Bici
    [run] Carrera
    [strength] Fuerza
    [rest] Descanso
    [multisport] Multideporte
   *[other] Otro deporte
}
mood = { $mood ->
    [great] sensaciones geniales
    [good] buenas sensaciones
    [ok] sensaciones normales
    [tired] con cansancio
    [stressed] con estrés
   *[terrible] malas sensaciones
}
logged = { $count ->
    [one] Anotado:
   *[other] Anotados { $count } entrenamientos:
}
notes = «{ $text }»
button-undo = Deshacer
button-yes = Sí, anótalo
button-cancel = Cancelar
ask-which-sport = ¿Qué deporte fue?
ask-how-long = ¿Cuánto duró? Escríbelo así: 45 min o 1:05:00.
ask-how-long-distance = ¿Cuánto tardaste en { $distance }? Escríbelo así: 45 min o 1:05:00.
ask-which-day = ¿Qué día fue? Elige uno o escribe la fecha así: 2026-05-03.
ask-which-reading = Puedo entenderlo de más de una manera. Elige una, o escríbelo otra vez con unidades, como 45 min o 10 km.
ask-is-this-right = ¿Lo anoto así?
ask-implausible = { $distance } en { $time } parece un error al escribir. Revisa los números y escríbelo otra vez.
ask-implausible-choice = { $distance } en { $time } parece un error al escribir. ¿Es correcto? Si no, escríbelo otra vez.
ask-contradiction = Dos de tus números no concuerdan, o no sé cuál es el total. Escribe el entrenamiento otra vez con una distancia y un tiempo.
ask-out-of-range = { $what ->
    [minutes] Un entrenamiento dura entre { $min } y { $max } minutos, no { $given }.
    [kilometres] Una distancia está entre { $min } y { $max } km, no { $given }.
    [rpe] El RPE es un número entero de { $min } a { $max }, no { $given }.
    [zone] Una zona es un número entero de { $min } a { $max }, no { $given }.
    [heart-rate] El pulso está entre { $min } y { $max }, no { $given }.
   *[power] La potencia está entre { $min } y { $max } vatios, no { $given }.
} Escribe el entrenamiento otra vez.
not-a-workout = No he encontrado ahí ni un entrenamiento ni un comando. Cuéntame uno, como «corrí 10 km en 52:30», o mira /help.
