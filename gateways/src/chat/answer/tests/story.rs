//! What answers do to the ledger.

use domain::{member::MemberEvent, vocabulary::Language};
use jiff::civil::date;
use projections::{members, plans};
use serde_json::Value;

use super::world::{World, command, read};
use crate::chat::reply::Part;

#[tokio::test(flavor = "multi_thread")]
async fn a_button_settles_its_own_session_whatever_the_list_has_become() {
    let world = World::new(Language::English).await;
    world.trains().await;
    world.says("/plan week").await;
    let open = world.says("/pending").await;
    assert!(open.len() > 3, "{}", read(&open));
    let (first, second) = (command(&open[1..2], "/done"), command(&open[2..3], "/skip"));
    assert!(world.reads(&first).await.starts_with("Done — "));
    // The list is shorter now, and its numbers have moved on.
    assert!(world.reads(&second).await.starts_with("Skipped — "));
    let events = world.events().await;
    let count = |name: &str| events.iter().filter(|event| *event == name).count();
    assert_eq!((count("SessionCompleted"), count("SessionSkipped")), (1, 1));
    let left = world.says("/pending").await;
    assert_eq!(left.len(), open.len() - 2);
    // What is settled stays so, and a number beyond the list settles nothing.
    assert!(world.reads(&first.replace("done", "skip")).await.contains("plan.session-settled"));
    assert_eq!(world.reads("/done 99").await, "There is no such open session. See /pending for the list.");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_is_moved_by_buttons_or_the_reason_is_told() {
    let world = World::new(Language::English).await;
    world.trains().await;
    world.says("/plan week").await;
    let open = world.says("/pending").await;
    let days = world.says(&command(&open[1..], "/move")).await;
    let answers = [world.reads(&command(&days, "/move")).await, world.reads("/move 1 2027-01-01").await];
    assert!(answers[0].starts_with("Moved — ") || answers[0].contains("(plan."), "{}", answers[0]);
    assert!(answers[1].contains("(plan.outside)"), "{}", answers[1]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_told_twice_does_what_it_says_once_and_is_answered_alike() {
    let world = World::new(Language::English).await;
    world.trains().await;
    let race = world.message("/race add 2026-09-20 10k A City Run");
    let plan = world.message("/plan week new");
    for message in [race, plan] {
        let first = read(&world.hears(&message).await);
        let again = read(&world.hears(&message).await);
        assert_eq!(first, again);
    }
    let events = world.events().await;
    let count = |name: &str| events.iter().filter(|event| *event == name).count();
    assert_eq!((count("RaceAdded"), count("PlanGenerated")), (1, 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_plan_takes_the_place_of_the_old_one_and_a_shown_one_of_none() {
    let world = World::new(Language::English).await;
    world.trains().await;
    world.says("/plan block").await;
    world.says("/plan week").await;
    let current = plans::current(&world.desk.pool, world.member_id()).await.unwrap();
    assert_eq!(current.len(), 1, "a week of the two is shown, no other plan made");
    world.says("/plan week new").await;
    let current = plans::current(&world.desk.pool, world.member_id()).await.unwrap();
    assert_eq!(current.iter().map(|plan| plan.kind.as_str()).collect::<Vec<_>>(), ["week"]);
    let before = world.message("/plan week new");
    world.hears(&before).await;
    world.says("/plan week new").await;
    // Answered anew, it takes nothing from the plan that came after it.
    world.hears(&before).await;
    let current = plans::current(&world.desk.pool, world.member_id()).await.unwrap();
    let (from, to) = (date(2026, 5, 5), date(2026, 5, 18));
    let sessions = plans::calendar(&world.desk.pool, world.member_id(), from, to, from).await.unwrap();
    assert!(!sessions.is_empty() && sessions.iter().all(|planned| planned.plan_id == current[0].plan_id));
}

#[tokio::test(flavor = "multi_thread")]
async fn too_much_is_answered_with_a_difference_to_accept_and_take_back() {
    let world = World::new(Language::English).await;
    world.trains().await;
    world.says("/plan week").await;
    assert!(world.reads("/adjust").await.contains("Nothing has to change"));
    world.says("/log run 170 z2 28km").await;
    let proposal = world.says("/adjust").await;
    assert!(read(&proposal).contains(" → "), "{}", read(&proposal));
    let accepted = world.says(&command(&proposal, "/adjust accept")).await;
    assert!(read(&accepted).starts_with("Taken."), "{}", read(&accepted));
    assert!(world.reads(&command(&accepted, "/adjust undo")).await.starts_with("As before"));
    let events = world.events().await;
    let kept: Vec<&str> = events.iter().map(String::as_str).filter(|name| name.contains("Adjust")).collect();
    assert_eq!(kept, ["AdjustmentProposed", "PlanAdjusted", "AdjustmentUndone"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plan_on_hold_is_refused_in_the_persons_words() {
    let world = World::new(Language::Spanish).await;
    world.trains().await;
    world.says("me duele el pecho").await;
    let refused = world.reads("/plan week").await;
    assert!(refused.contains("Tu plan está en pausa") && refused.contains("(plan.on-hold)"), "{refused}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_export_holds_every_event_and_what_they_come_to() {
    let world = World::new(Language::English).await;
    world.trains().await;
    world.says("/plan week").await;
    let before = world.events().await;
    let replies = world.says("/export").await;
    let Some(Part::Document { name, bytes, .. }) = replies[0].parts.last() else { panic!("{}", read(&replies)) };
    assert_eq!(name, "paceledger-2026-05-05.json");
    let document: Value = serde_json::from_slice(bytes).unwrap();
    let events = document["events"].as_array().unwrap();
    assert_eq!(events.iter().map(|event| event["event_type"].as_str().unwrap()).collect::<Vec<_>>(), before);
    assert_eq!(document["workouts"].as_array().unwrap().len(), 10);
    assert!(!document["plans"][0]["sessions"].as_array().unwrap().is_empty());
    assert_eq!(document["member"]["profile"]["sports"][0], "run");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_asks_twice_to_be_erased_is_gone_and_may_come_again_as_somebody_new() {
    let world = World::new(Language::English).await;
    world.trains().await;
    world.says("/plan week").await;
    let asked = world.reads("/forget").await;
    assert!(asked.contains("10 workouts") && asked.contains("one plan") && asked.contains("your account"), "{asked}");
    assert!(!world.events().await.contains(&"MemberForgotten".to_owned()), "asking erases nothing");
    assert!(world.reads("/forget yes").await.starts_with("You are erased."));
    let events = world.events().await;
    assert!(events.contains(&"MemberForgotten".to_owned()) && events.contains(&"IdentityReleased".to_owned()));
    let (pool, member) = (&world.desk.pool, world.member_id());
    testkit::eventually(std::time::Duration::from_secs(60), async || {
        let workouts = projections::analytics::workouts(pool, member, None, 10).await.unwrap().workouts.len();
        let plans = plans::list(pool, member, None, 10).await.unwrap().plans.len();
        let known = members::by_id(pool, member).await.unwrap();
        if (workouts, plans, &known) == (0, 0, &None) { Ok(()) } else { Err((workouts, plans, known)) }
    })
    .await;
    let before = world.events().await.len();
    for text in ["/plan", "ran 10 km in 50 min"] {
        assert!(world.reads(text).await.contains("/start"), "{text}");
    }
    assert!(world.reads("/start").await.starts_with("Welcome"));
    assert!(world.reads("/stats").await.contains("othing"), "nothing of what was");
    assert_eq!(world.events().await.len(), before, "nothing more is said of who was erased");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_longer_plan_has_its_days_under_the_weeks_of_the_member() {
    let world = World::new(Language::English).await;
    world.trains().await;
    // From Tuesday, the fifth, to Monday, the eighteenth.
    let heads = |plan: &[crate::chat::reply::Reply]| -> Vec<String> {
        let head = |part: &Part| match part {
            Part::Paragraph(text) if text.starts_with("Week: ") => Some(text.clone()),
            Part::Section { head, items } => (!items.is_empty()).then(|| head.clone()),
            _ => None,
        };
        plan[0].parts.iter().filter_map(head).collect()
    };
    let mondays = heads(&world.says("/plan block").await);
    let weeks: Vec<_> = mondays.iter().filter(|head| head.starts_with("Week")).collect();
    assert_eq!(weeks[0], "Week: Monday, 4 May – Sunday, 10 May");
    assert_eq!(mondays[..2], [weeks[0].clone(), "Tuesday, 5 May".to_owned()]);
    world.says("/set week-starts saturday").await;
    let saturdays = heads(&world.says("/plan block").await);
    let weeks: Vec<_> = saturdays.iter().filter(|head| head.starts_with("Week")).collect();
    assert_eq!(weeks[..2], ["Week: Saturday, 2 May – Friday, 8 May", "Week: Saturday, 9 May – Friday, 15 May"]);
    let days = |heads: &[String]| heads.iter().filter(|head| !head.starts_with("Week")).cloned().collect::<Vec<_>>();
    assert_eq!(days(&mondays), days(&saturdays), "the plan is the same");
    let (at, before) = (|head: &str| saturdays.iter().position(|known| known == head).unwrap(), "Friday, 8 May");
    assert!(at(before) < at(weeks[1]), "{saturdays:?}");
    let week = heads(&world.says("/plan week").await);
    assert!(week.iter().all(|head| !head.starts_with("Week")), "{week:?}");
    // Days with two sessions have one head.
    for text in ["/set sports swim, bike, run", "/set days mon wed fri sun", "/set volume 360"] {
        world.says(text).await;
    }
    let plan = world.says("/plan week new").await;
    let days = heads(&plan);
    let twos = plan[0].parts.iter().filter(|part| matches!(part, Part::Section { items, .. } if items.len() > 1));
    assert!(twos.count() > 0 && days.windows(2).all(|two| two[0] != two[1]), "{}", read(&plan));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_week_begins_with_the_day_that_the_athlete_chose() {
    let chosen = [
        (Language::English, "/set week-starts sunday", "since Sunday, 3 May", "First day of the week: Sunday"),
        (Language::Spanish, "/set semana domingo", "domingo, 3 de mayo", "Primer día de la semana: domingo"),
        (Language::Russian, "/set неделя воскресенье", "воскресенье, 3 мая", "Первый день недели: воскресенье"),
    ];
    for (language, choice, since, shown) in chosen {
        let world = World::new(language).await;
        world.trains().await;
        world.says("/log run 50 z2 9km 2026-05-03").await;
        let before = world.reads("/stats week").await;
        assert!(!before.contains("9 "), "of the week before: {before}");
        assert!(world.reads(choice).await.contains(shown), "{choice}");
        let stats = world.reads("/stats week").await;
        assert!(stats.contains(since) && stats.contains("9 "), "{stats}");
        assert!(world.reads("/profile").await.contains(shown), "{language}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reminder_is_kept_as_an_event() {
    let world = World::new(Language::English).await;
    world.trains().await;
    world.says("/remind 20:30").await;
    world.says("/remind 20:30").await;
    world.says("/remind off").await;
    let filter = pg::EventFilter { event_types: vec!["ReminderChosen".to_owned()], ..pg::EventFilter::default() };
    let events = pg::events_after(&world.desk.pool, 0, 10, &filter).await.unwrap();
    let chosen: Vec<MemberEvent> =
        events.iter().map(|event| serde_json::from_str(event.payload.get()).unwrap()).collect();
    let at = |at| MemberEvent::ReminderChosen { at };
    assert_eq!(chosen, [at(Some(jiff::civil::time(20, 30, 0, 0))), at(None)]);
}
