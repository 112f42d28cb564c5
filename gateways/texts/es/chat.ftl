# La conversación misma.
welcome = Te damos la bienvenida a PaceLedger. Llevo tu diario de entrenamiento y hago planes a su medida.
welcome-back = Qué bueno verte de nuevo.
what-can-be-done = Cuéntame un entrenamiento con tus palabras, como «corrí 10 km en 52:30», o cómo te sientes con /checkin. /plan hace un plan y /help lo muestra todo. Tus días se cuentan en UTC hasta que elijas tu zona, por ejemplo /timezone Europe/Madrid.
please-start = Aún no te conozco. Escribe /start para empezar.
suspended = Esta cuenta está suspendida. Pide a quienes llevan este PaceLedger que la reactiven.
unreadable = Solo sé leer texto. Dímelo con palabras, por favor.
in-private = Eso queda entre tú y yo: escríbeme directamente.
too-fast = Vas muy rápido. Espera unos segundos y escribe otra vez; lo que ha venido después de esto no lo he leído.
too-many-plans = Ya son bastantes planes para una hora. Prueba más tarde; /today y /pending muestran el que tienes.
trouble = Algo ha fallado aquí y no he podido responder. Prueba dentro de un rato; si sigue así, avisa con el código { $code }.
refused = Así no se puede hacer ({ $code }). Revísalo y escríbelo otra vez, o mira /help.
cancelled = De acuerdo, lo dejamos.
nothing-to-cancel = No hay nada que dejar: no he preguntado nada.
nothing-asked = Esa pregunta ya está cerrada. Escribe lo que quieras, o mira /help.
question-over = { $question ->
    [check-in] Ese registro era del { $date } y ya pasó. Escribe /checkin para contar cómo estás hoy.
   *[forget] Eso lo pregunté el { $date } y ya pasó: no se ha borrado nada. Escribe /forget si aún quieres irte.
}
nothing-to-undo = No hay nada que deshacer: en este chat no se ha anotado nada últimamente.
took-back = { $count ->
    [one] Deshecho:
   *[other] Deshechos { $count } entrenamientos:
}
corrected = Corregido:
edited-to-nothing = No encuentro ningún entrenamiento en tu mensaje editado, así que el diario queda como estaba. /undo deshace el entrenamiento.
onboarding-now = Hasta ahora: { $value }
button-keep = Dejarlo así
choose-language = ¿En qué idioma hablamos?
language-chosen = Ahora hablamos en español.
choose-units = ¿Qué unidades usas?
units-chosen = A partir de ahora: { $units }.
units-name = { $units ->
    [imperial] millas y yardas
   *[metric] kilómetros y metros
}
choose-time-zone = Tus días se cuentan en { $zone }. Otra zona se elige así: /timezone Europe/Madrid
time-zone-chosen = Tus días se cuentan ahora en { $zone }; allí son las { $clock }.
link-code = Escribe esto en el otro chat antes de 10 minutos: /link { $code }
linked = Unidos: este chat también es tuyo, con el mismo diario y los mismos planes.
link-wrong = Este código no vale, o ya pasaron sus 10 minutos. Escribe /link en el chat al que quieres unirte y usa el código nuevo.
link-too-many-tries = Demasiados códigos que no valen. Espera 10 minutos y pide otro con /link.
link-has-history = Este chat tiene datos de entrenamiento propios, que dejarían de verse. Usa un chat nuevo, o haz que los borren aquí antes con /forget.
