# Первые вопросы.
onboarding-question = { $question ->
    [language] На каком языке будем говорить?
    [sports] Какими видами спорта вы занимаетесь? Выберите или напишите: плавание, велосипед, бег.
    [goal] Для чего вы тренируетесь?
    [time-zone] Где вы живёте? Выберите или напишите город или время на ваших часах, например Lisbon или 18:40. По нему считаются дни и приходят напоминания.
    [race] К какому старту?
    [race-date] Когда старт? Напишите дату так: 2026-09-20 или 20 сентября.
    [target-time] На какое время рассчитываете? Напишите так: 1:45:00.
    [birth-year] В каком году вы родились?
    [sex] Какой пол учитывать в формулах?
    [height] Какой у вас рост в сантиметрах?
    [weight] Сколько вы весите в килограммах?
    [level] Какой у вас опыт?
    [weekly-volume] Сколько часов в неделю вы тренируетесь сейчас? Напишите так: 6 или 6,5.
    [availability] В какие дни вы можете тренироваться? Напишите так: пн ср пт вс.
    [injuries] Что-нибудь болит? Напишите где и насколько, от 0 до 10, например: колено 3.
   *[thresholds] Знаете свои пороги? Напишите так: ftp 210, threshold-hr 165, css 1:50.
}
onboarding-topic = { $question ->
    [language] Язык
    [sports] Виды спорта
    [goal] Цель
    [time-zone] Место
    [race] Старт
    [race-date] Дата старта
    [target-time] Целевое время
    [birth-year] Год рождения
    [sex] Пол
    [height] Рост
    [weight] Вес
    [level] Уровень
    [weekly-volume] Часов в неделю
    [availability] Дни
    [injuries] Травмы
   *[thresholds] Пороги
}
onboarding-read-back = Вот что записано. Всё верно?
onboarding-finished = Всё готово. Составить первый план?
button-skip = Пропустить
button-no-injury = Нет
button-confirm = Всё верно
button-change = Изменить
button-first-plan = Составить план
goal = { $goal ->
    [first-race] Первый старт
    [improve-time] Улучшить время
   *[stay-fit] Быть в форме
}
level = { $level ->
    [beginner] Новичок
    [intermediate] Средний
   *[advanced] Продвинутый
}
sex = { $sex ->
    [female] Женский
    [male] Мужской
   *[other] Другой
}
race-kind = { $kind ->
    [sprint] Спринт
    [olympic] Олимпийка
    [half-triathlon] Половинка
    [full-triathlon] Полная
    [five-km] 5k
    [ten-km] 10k
    [half-marathon] Полумарафон
    [marathon] Марафон
    [ultra] Ультра
   *[other] Другое
}
city = { $city ->
    [london] Лондон
    [new-york] Нью-Йорк
    [chicago] Чикаго
    [los-angeles] Лос-Анджелес
    [sydney] Сидней
    [madrid] Мадрид
    [mexico-city] Мехико
    [bogota] Богота
    [santiago] Сантьяго
    [buenos-aires] Буэнос-Айрес
    [moscow] Москва
    [kaliningrad] Калининград
    [samara] Самара
    [yekaterinburg] Екатеринбург
    [novosibirsk] Новосибирск
   *[vladivostok] Владивосток
}
