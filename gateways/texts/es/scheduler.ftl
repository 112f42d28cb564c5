# Lo que se dice sin que nadie lo pida.
reminder = Para mañana:
nudge = Esto no se anotó. ¿Lo hiciste? Si no, déjalo: lo perdido no se recupera.
insight = Tu mes, { $month }, frente al anterior:
insight-figure = { $figure ->
    [distance] Distancia
    [pace] Ritmo de carrera
    [vdot] Forma en carrera (VDOT)
    [effort] Esfuerzo medio sobre 10
    [count] Entrenos
   *[longest] Entreno más largo
}
insight-fact = { $figure }: { $now }, { $percent } % (antes: { $before })
