use super::*;
use Sign::{
    BreathlessAtRest, ChestPain, Dizziness, Fainting, Fever, HeatConfusion, LongPain, NewMedicine, Pregnancy,
    RacingHeart, SelfHarm, Stroke,
};

#[track_caller]
fn assert_signs(sign: Sign, messages: &[&str]) {
    for message in messages {
        assert!(signs_in(message).contains(&sign), "{sign:?} is not seen in: {message} ({:?})", signs_in(message));
    }
}

#[track_caller]
fn assert_nothing(messages: &[&str]) {
    for message in messages {
        assert_eq!(signs_in(message), [], "a false alarm in: {message}");
    }
}

#[test]
fn chest_pain_is_seen_in_every_language() {
    assert_signs(
        ChestPain,
        &[
            "I had chest pain on the last interval",
            "Pain in my chest since this morning",
            "my chest feels really tight",
            "there's pressure on my chest",
            "Chest is hurting!!",
            "my heart hurts",
            "pain in the left arm and jaw",
            "chest feels like an elephant is sitting on it",
            "Me duele el pecho",
            "Tengo una presión fuerte en el pecho",
            "siento el pecho muy apretado",
            "Dolor en el pecho al correr",
            "Боль в груди после тренировки",
            "у меня болит в груди",
            "давит в грудной клетке",
            "Грудь болит второй день",
            "колет сердце",
        ],
    );
}

#[test]
fn fainting_is_seen_in_every_language() {
    assert_signs(
        Fainting,
        &[
            "I fainted after the swim",
            "nearly passed out at the water station",
            "I blacked out for a second",
            "felt like I was going to faint",
            "I collapsed at the finish",
            "Me desmayé en la ducha",
            "casi me desmayo",
            "perdí el conocimiento",
            "Я упал в обморок",
            "чуть не упала в обморок",
            "чуть сознание не потерял",
            "потеряла сознание на финише",
        ],
    );
}

#[test]
fn breathlessness_at_rest_is_seen_in_every_language() {
    assert_signs(
        BreathlessAtRest,
        &[
            "I can't breathe",
            "short of breath even lying in bed",
            "I'm out of breath doing nothing",
            "breathless at rest",
            "can’t catch my breath sitting on the couch",
            "No puedo respirar",
            "me falta el aire en reposo",
            "Не могу дышать",
            "одышка в покое",
            "ночью задыхаюсь",
        ],
    );
}

#[test]
fn confusion_in_the_heat_is_seen_in_every_language() {
    assert_signs(
        HeatConfusion,
        &[
            "got confused and stumbled in the heat",
            "It was so hot that I felt disoriented",
            "confused by the heat",
            "I think it's heat stroke",
            "golpe de calor",
            "estaba desorientado por el calor",
            "тепловой удар",
            "на жаре всё путается в голове",
        ],
    );
}

#[test]
fn a_racing_heart_with_symptoms_is_seen_in_every_language() {
    assert_signs(
        RacingHeart,
        &[
            "my heart is racing and I feel dizzy",
            "palpitations lying in bed",
            "heart pounding at rest",
            "my heart won't slow down",
            "taquicardia y mareo",
            "el corazón acelerado en reposo",
            "сердце бешено колотится, кружится голова",
            "тахикардия и одышка",
        ],
    );
}

#[test]
fn signs_of_a_stroke_are_seen_in_every_language() {
    assert_signs(
        Stroke,
        &[
            "one side of my face is drooping",
            "my left side is weak and numb",
            "numbness down the right side",
            "my speech is slurred",
            "tengo la cara caída",
            "debilidad en el lado izquierdo",
            "перекосило лицо",
            "онемела правая сторона",
            "левая сторона не слушается",
            "язык заплетается",
        ],
    );
}

#[test]
fn self_harm_is_seen_in_every_language() {
    assert_signs(
        SelfHarm,
        &[
            "I want to kill myself",
            "thinking about hurting myself",
            "I don't want to live anymore",
            "i wanna die",
            "I might end my life",
            "take my own life",
            "better off dead",
            "I have no will to live",
            "ending it all",
            "I've been cutting myself",
            "everyone would be better off without me",
            "quiero morirme",
            "no quiero vivir",
            "no tengo ganas de vivir",
            "pienso en el suicidio",
            "хочу умереть",
            "не хочу больше жить",
            "покончить с собой",
        ],
    );
}

#[test]
fn cautions_are_seen_in_every_language() {
    assert_signs(Dizziness, &["a bit dizzy today", "me siento mareada", "кружится голова", "Голова немного кружится"]);
    assert_signs(
        Fever,
        &["I have a fever", "running a temperature", "tengo fiebre", "температура 38.5", "у меня температура"],
    );
    assert_signs(
        LongPain,
        &[
            "my knee has been hurting for three weeks",
            "shin pain for more than 2 weeks",
            "Achilles sore for a couple of weeks",
            "my hip hurts, for two months now",
            "me duele la rodilla desde hace tres semanas",
            "колено болит уже три недели",
            "колено болит две недели",
            "ахилл болит больше месяца",
        ],
    );
    assert_signs(Pregnancy, &["I'm pregnant", "estoy embarazada", "я беременна"]);
    assert_signs(
        NewMedicine,
        &[
            "started new blood pressure medication",
            "on antibiotics since Monday",
            "me recetaron antibióticos",
            "врач назначил таблетки",
            "пью антибиотики",
        ],
    );
}

#[test]
fn straps_legs_and_sayings_are_no_alarm_in_english() {
    assert_nothing(&[
        "my chest strap hurts",
        "the chest strap is too tight and chafes",
        "HR strap around my chest died",
        "chest day, heavy bench press",
        "dead legs today",
        "my legs are dead",
        "I was dying on that last climb",
        "dying to race again",
        "killed it today, killer session",
        "I'm killing myself with intervals",
        "was killing myself on that hill",
        "suicide sprints at practice",
        "that finish nearly gave me a heart attack",
        "my breathing was hard on the hill, out of breath at the top",
        "I can't breathe to my left side when swimming",
        "working on my stroke, had a stroke analysis",
        "my heart rate was racing up on the climb",
        "confused about the plan, is tomorrow hot?",
        "got race fever already",
        "my wife is pregnant so less time",
        "passed out medals at the finish",
        "collapsed on the couch afterwards",
        "my form collapsed",
        "knee hurts, race in three weeks",
        "legs sore for two days",
        "faint GPS signal",
        "spinning class, head to toe sweat",
        "no pain no gain",
    ]);
}

#[test]
fn straps_legs_and_sayings_are_no_alarm_in_spanish() {
    assert_nothing(&[
        "la banda de pecho me roza y duele",
        "me muero de hambre",
        "me muero de ganas de correr",
        "casi me da un infarto con la cuesta",
        "a lo hecho, pecho",
        "matarme entrenando no sirve",
        "tengo las piernas muertas",
        "por otro lado me siento bien",
        "mi mujer está embarazada",
        "temperatura del agua 18 grados",
        "no puedo respirar por el lado izquierdo",
        "un poco cansado, sin dolor",
    ]);
}

#[test]
fn straps_legs_and_sayings_are_no_alarm_in_russian() {
    assert_nothing(&[
        "я умираю от усталости",
        "умираю с голоду",
        "нагрудный датчик давит",
        "грудной ремень натёр",
        "пульсометр на груди давит",
        "ноги ватные, мёртвые",
        "убился на интервалах",
        "умер на последнем подъёме",
        "температура воздуха 38",
        "грудные мышцы болят после жима",
        "чуть не получил инфаркт на горке",
        "часы отключились",
        "с другой стороны чувствую себя отлично",
        "голова не болит, кручу педали",
        "жена беременна",
        "тянет на тренировку",
        "задыхаюсь на подъёмах",
    ]);
}

#[test]
fn what_is_denied_is_no_alarm() {
    assert_nothing(&[
        "no chest pain today",
        "I don't have any chest pain",
        "didn't feel dizzy",
        "no fever or dizziness",
        "never fainted",
        "chest pain: none",
        "No tengo fiebre",
        "sin mareos ni fiebre",
        "no me duele el pecho",
        "nunca me he desmayado",
        "без боли в груди",
        "боли в груди нет",
        "нет температуры",
        "голова не кружится",
        "температуры не было, головокружения нет",
        "я не беременна",
        "I don't want to die, just to finish",
        "в обморок не падал",
        "боли в груди не было",
        "fiebre no tengo",
        "my chest doesn't hurt",
        "el pecho no me duele",
        "грудь больше не болит",
    ]);
}

#[test]
fn a_denial_of_something_else_hides_nothing() {
    assert_signs(
        ChestPain,
        &[
            "not sure about this chest pain",
            "no fever, chest pain since morning",
            "No dizziness. Chest hurts.",
            "not only chest pain",
            "I don't know why my chest hurts",
            "no idea, pressure in my chest",
            "strap was fine but my chest hurts",
            "the chest strap read 190 and my chest hurts",
            "pain not only in my chest",
            "нет сил, боль в груди",
            "пульсометр показал 180 и в груди болит",
            "no he dormido, me duele el pecho",
            "боль в груди, нет сил",
            "chest pain, no idea why",
        ],
    );
}

#[test]
fn the_worst_sign_decides_and_each_counts_once() {
    let message = "Dizzy, dizzy. And my chest hurts, chest pain!";
    assert_eq!(signs_in(message), [ChestPain, Dizziness]);
    assert_eq!(worst_sign(message), Some(ChestPain));
    assert_eq!(worst_sign("easy run, felt great"), None);
}

#[test]
fn a_harmless_saying_takes_nothing_out_with_it() {
    for phrases in &LANGUAGES {
        assert!(phrases.harmless.iter().all(|wording| !wording.contains('~')));
    }
}

#[test]
fn ordinary_training_talk_is_left_alone() {
    assert_nothing(&[
        "Ran 10 km in 50:12, RPE 7, felt ok",
        "Swim 2000m technique, bike tomorrow",
        "hard intervals, heart rate 185, legs burning",
        "What should I do today?",
        "rodaje de 12 km, buenas sensaciones",
        "series duras, piernas cargadas",
        "пробежал 10 км, пульс 150, всё отлично",
        "плавание 2 км, устали плечи",
        "колено болит со вчера",
        "my knee hurts a little",
    ]);
}

proptest::proptest! {
    #[test]
    fn any_message_is_read_without_failing(message in "\\PC{0,200}") {
        let signs = signs_in(&message);
        proptest::prop_assert!(signs.is_sorted());
    }
}
