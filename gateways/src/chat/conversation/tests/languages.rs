//! The first questions in each language: typed, on buttons, left and taken up again elsewhere, read back.

use super::world::World;

/// What is typed, a part of the question that follows, and what the first answer is changed to by a button.
struct Walk {
    language: &'static str,
    skip: &'static str,
    confirm: &'static str,
    finished: &'static str,
    typed: &'static [(&'static str, &'static str)],
    read_back: &'static [&'static str],
}

const WALKS: [Walk; 3] = [
    Walk {
        language: "English",
        skip: "Skip",
        confirm: "It's right",
        finished: "first plan",
        typed: &[
            ("swim, run", "train for"),
            ("improve time", "Where do you live"),
            ("London", "Which race"),
            ("half marathon", "When is the race"),
            ("20 September", "Which time"),
            ("1:45:00", "In which year"),
            ("1985", "Which sex"),
            ("female", "How tall"),
            ("170", "How much do you weigh"),
            ("62.5", "How experienced"),
            ("beginner", "How many hours"),
            ("6.5", "On which days"),
            ("mon, wed and sun", "Does anything hurt"),
            ("knee 3", "thresholds"),
            ("css 1:50", "Is it right?"),
        ],
        read_back: &["Sports: swim, run", "Race: half marathon", "Weight: 62.5", "Injuries: knee 3"],
    },
    Walk {
        language: "Español",
        skip: "Saltar",
        confirm: "Es correcto",
        finished: "primer plan",
        typed: &[
            ("natación y carrera", "Para qué entrenas"),
            ("mejorar tiempo", "Dónde vives"),
            ("Bogotá", "Para qué carrera"),
            ("medio maratón", "Cuándo es la carrera"),
            ("20 de septiembre", "Qué tiempo"),
            ("1h45", "En qué año"),
            ("1985", "Qué sexo"),
            ("hombre", "Cuánto mides"),
            ("1,70", "Cuánto pesas"),
            ("62,5 kg", "Cuánta experiencia"),
            ("avanzado", "Cuántas horas"),
            ("6,5", "Qué días"),
            ("lunes, miércoles y domingo", "Te duele algo"),
            ("rodilla 3", "umbrales"),
            ("css 1:50", "Es correcto?"),
        ],
        read_back: &["Deportes: natación y carrera", "Carrera: medio maratón", "Peso: 62,5 kg", "Lesiones: rodilla 3"],
    },
    Walk {
        language: "Русский",
        skip: "Пропустить",
        confirm: "Всё верно",
        finished: "первый план",
        typed: &[
            ("плавание и бег", "Для чего"),
            ("улучшить время", "Где вы живёте"),
            ("Владивосток", "К какому старту"),
            ("полумарафон", "Когда старт"),
            ("20 сентября", "На какое время"),
            ("1:45", "В каком году"),
            ("1985", "Какой пол"),
            ("мужской", "рост"),
            ("170 см", "весите"),
            ("62,5", "опыт"),
            ("новичок", "Сколько часов"),
            ("6 часов", "В какие дни"),
            ("пн, ср и вс", "болит"),
            ("колено 3", "пороги"),
            ("css 1:50", "Всё верно?"),
        ],
        read_back: &["Виды спорта: плавание и бег", "Старт: полумарафон", "Вес: 62,5", "Травмы: колено 3"],
    },
];

#[tokio::test(flavor = "multi_thread")]
async fn every_question_takes_typed_answers_and_reads_them_back_in_every_language() {
    let world = World::new().await;
    for walk in &WALKS {
        let who = walk.language;
        world.says(who, "/start").await;
        world.says(who, walk.language).await;
        for (said, asked) in walk.typed {
            let answer = world.says(who, said).await;
            assert!(answer.contains(asked), "{said}: {answer}");
            if *said == "css 1:50" {
                walk.read_back.iter().for_each(|line| assert!(answer.contains(line), "{line}: {answer}"));
            }
        }
        let confirm = world.button(who, walk.confirm);
        assert!(world.pressed(who, confirm).await.contains(walk.finished), "{who}");
        assert!(world.events(who).await.iter().any(|event| event == "RaceAdded"), "{who}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_question_takes_its_buttons_and_goes_on_where_it_was_left_on_another_account() {
    let world = World::new().await;
    for walk in &WALKS {
        let (here, there) = (walk.language, format!("{}-at-home", walk.language));
        world.says(here, "/start").await;
        let language = world.button(here, walk.language);
        let sports = world.pressed(here, language).await;
        assert_eq!(sports.matches('[').count(), 4, "{sports}");
        world.presses(here, 0).await;
        // The second goal has a race.
        world.presses(here, 1).await;
        let placed = world.presses(here, 0).await;
        let (chosen, race) = placed.split_once('\n').unwrap();
        assert!(chosen.contains("Europe/"), "{chosen}");
        assert!(race.contains("Ultra") || race.contains("Ультра"), "{race}");
        assert!(world.says(here, "/cancel").await.lines().count() == 1);
        let code = code(&world.says(here, "/link").await);
        world.says(&there, &format!("/link {code}")).await;
        let resumed = world.says(&there, "/start").await;
        assert!(resumed.ends_with(race), "{resumed}");
        let mut answer = world.presses(&there, 0).await;
        for _ in 0..12 {
            if answer.contains(walk.confirm) {
                break;
            }
            let choices = world.button(&there, walk.skip);
            answer = world.pressed(&there, choices).await;
        }
        assert!(answer.contains(&format!("[{}]", walk.confirm)), "{answer}");
        assert_eq!(answer.matches('—').count(), 11, "{answer}");
        let confirm = world.button(&there, walk.confirm);
        assert!(world.pressed(&there, confirm).await.contains(walk.finished));
    }
}

/// Behind the command that it is to be typed with.
fn code(answer: &str) -> String {
    let (_, rest) = answer.split_once("/link ").expect("a code");
    rest.split_whitespace().next().unwrap_or_default().to_owned()
}
