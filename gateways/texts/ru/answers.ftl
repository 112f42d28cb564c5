# Ответы на команды.
column = { $column ->
    [week] Неделя
    [phase] Этап
    [time] Время
    [zone] Зона
    [power] Ватты
    [heart-rate] Пульс
    [run-pace] Бег
    [swim-pace] Плавание
    [sport] Спорт
    [workouts] Тренировки
    [distance] Расстояние
    [load] Нагрузка
    [longest] Самая долгая
    [effort] Усилие
    [vdot] VDOT
    [times] Раз
    [two-weeks] Сейчас
    [before] До этого
   *[total] Всего
}
answer-button = { $button ->
    [done] Сделано
    [skip] Пропустить
    [move] Перенести
    [accept] Принять
    [leave] Оставить как есть
    [undo] Вернуть
    [new-plan] Новый план
    [plan-week] План на неделю
    [plan-block] План на две недели
    [today] Сегодня
    [pending] Открытые тренировки
    [update] Изменить ответы
    [help-set] Что можно изменить
    [export] Сначала мои данные
    [forget] Удалить меня
   *[keep] Оставить всё
}
race-changed = { $change ->
    [added] Гонка добавлена
    [moved] Гонка перенесена
   *[cancelled] Гонка отменена
}: { $race }
races-head = Ваши гонки:
races-none = Гонок впереди нет. Добавьте, например: /race add 2026-09-20 olympic A Городской триатлон
race-in = { $days ->
    [0] сегодня
    [1] завтра
    [one] через { $days } день
    [few] через { $days } дня
   *[other] через { $days } дней
}
predict-head = По { $distance } за { $time } ({ $date }), VDOT { $vdot }:
predict-none = Пока не из чего предсказывать. Запишите гонку или тяжёлый бег с расстоянием и временем.
zones-head = Ваши зоны на сегодня:
zones-none = Пороги пока неизвестны. Задайте, например: /set ftp 240, /set threshold-hr 168, /set css 1:45 или /set vdot 48
stats-head = { $span ->
    [week] Эта неделя, начало: { $date }
    [month] Этот месяц, начало: { $date }
   *[year] Этот год, начало: { $date }
}
stats-none = Пока ничего не записано.
stats-before = { $span ->
    [week] Неделя до этого
    [month] Месяц до этого
   *[year] Год до этого
}: { $workouts ->
    [one] { $workouts } тренировка
    [few] { $workouts } тренировки
   *[other] { $workouts } тренировок
}, { $time }
form-caption = Тренированность { $fitness }, усталость { $fatigue }, форма { $form }. { $state ->
    [warming-up] Недель слишком мало, чтобы сказать, что это значит: записывайте дальше.
    [overload] Усталость очень велика: отдохните, прежде чем что-то добавлять.
    [building] Это усталость, которая строит форму.
    [steady] Всё в равновесии: тренировки идут по плану.
    [race-ready] Вы свежи: хорошее время для гонки.
   *[losing] Отдых так долог, что форма уходит: пора тренироваться.
}
form-none = Рисовать пока нечего. Запишите тренировку, например: «пробежал 10 км за 52:30».
summary-head = { $from } – { $to }
summary-none = За последние четыре недели ничего не записано.
injury-noted = Записано: { $part }, { $severity } из 10.
injury-means = { $means ->
    [no-running] В новых планах не будет бега, пока не станет лучше. Покажитесь, пожалуйста, врачу. Это не медицинский совет.
    [nothing-hard] В новых планах не будет ничего тяжёлого, пока не станет лучше.
    [no-speed] В новых планах не будет скорости и подъёмов бегом, пока не станет лучше.
   *[watched] Тренировки продолжаются; скажите, если станет хуже.
}
injury-healed = Хорошо, больше не болит: { $part }.
injury-unknown = Об этом ничего не записано: { $part }. Что известно, покажет /profile.
body-part = { $part ->
    [foot] стопа
    [ankle] голеностоп
    [achilles] ахиллово сухожилие
    [calf] икра
    [shin] голень
    [knee] колено
    [quad] квадрицепс
    [hamstring] задняя поверхность бедра
    [groin] пах
    [hip] тазобедренный сустав
    [glute] ягодица
    [lower-back] поясница
    [upper-back] верх спины
    [neck] шея
    [chest] грудь
    [rib] рёбра
    [shoulder] плечо
    [elbow] локоть
    [wrist] запястье
    [hand] кисть
    [head] голова
   *[other] другое место
}
remind-at = Каждый вечер в { $time } ({ $zone }) я скажу, какая тренировка завтра. Если её нет — промолчу.
remind-off = Я не буду писать, пока не напишете вы.
export-caption = Всё, что о вас есть: { $events ->
    [one] { $events } событие
    [few] { $events } события
   *[other] { $events } событий
} в том виде, как они хранятся, и то, что из них следует.
forget-ask = Это удалит вас: профиль, { $workouts ->
    [one] { $workouts } тренировку
    [few] { $workouts } тренировки
   *[other] { $workouts } тренировок
}, { $plans ->
    [one] { $plans } план
    [few] { $plans } плана
   *[other] { $plans } планов
} и связь с { $accounts ->
    [one] вашей учётной записью
   *[other] вашими учётными записями ({ $accounts })
}. Вернуть это нельзя, и прийти снова с той же учётной записью нельзя.
forget-stays = Что пока нельзя удалить: сами записанные события остаются в журнале, из которого ничего не вырезают. Их больше не показывают и не используют. Пока их нельзя запечатать, тот, кто ведёт этот журнал, ещё может их прочесть.
forget-done = Вы удалены. Берегите себя.
fatigue-noted = Записано на сегодня: { $reading }
fatigue-means = { $means ->
    [ill] Во время болезни не тренируйтесь. Планы, составленные сегодня, это учтут.
   *[tired] Сегодня ничего тяжёлого. Планы, составленные сегодня, это учтут.
}
reading = { $part ->
    [readiness] готовность { $value }
    [sleep] сон { $value } ч
    [score] оценка сна { $value }
    [hrv] ВСР { $value } мс
    [hr] пульс покоя { $value }
    [sore] боль в мышцах { $value }
    [stress] стресс { $value }
   *[ill] болезнь{ $value }
}
readiness = { $value ->
    [5] 5 – готов(а) ко всему
    [4] 4 – хорошо
    [3] 3 – обычно
    [2] 2 – устал(а)
   *[1] 1 – без сил
}
checkin-ask = Насколько вы готовы сегодня?
set-done = Изменено. Вот что я теперь о вас знаю:
profile-head = Вот что я о вас знаю:
profile-field = { $field ->
    [name] Имя
    [time-zone] Часовой пояс
    [sports] Виды спорта
    [goal] Цель
    [level] Уровень
    [birth-year] Год рождения
    [sex] Пол
    [height] Рост
    [weight] Вес
    [reminder] Напоминание
    [week-starts] Первый день недели
    [weekly-volume] В неделю
    [sessions-per-week] Тренировок в неделю
    [availability] Дни
    [swim-days] Дни плавания
    [vo2-day] День МПК
    [long-ride-day] Длинная поездка
    [long-run-day] Длительный бег
    [no-long-run-day] Без длительного бега
    [ftp] FTP
    [threshold-hr] Пороговый пульс
    [max-hr] Максимальный пульс
    [resting-hr] Пульс покоя
    [css] Темп плавания
   *[vdot] VDOT
}
centimetres = { $number } см
weight = { $unit ->
    [kg] { $number } кг
   *[lb] { $number } фунт.
}
rejected = { $reason } ({ $code })
