# То, что говорится без вопроса.
reminder = На завтра:
nudge = Этого нет в журнале. Сделано? Если нет — оставьте: пропущенное не догоняют.
insight = Итоги { $month } рядом с предыдущим месяцем:
insight-figure = { $figure ->
    [distance] Расстояние
    [pace] Темп бега
    [vdot] Беговая форма (VDOT)
    [effort] Среднее усилие из 10
    [count] Тренировки
   *[longest] Самая долгая тренировка
}
insight-fact = { $figure }: { $now }, { $percent } % (до этого: { $before })
