//! From the first word to the first plan.

use super::world::World;

#[tokio::test(flavor = "multi_thread")]
async fn a_new_member_answers_the_questions_and_is_offered_a_plan() {
    let world = World::new().await;
    assert!(world.says("jana", "hello").await.contains("/start"));
    assert!(world.says("jana", "/start").await.contains("Which language"));
    let script = [
        ("English", "Which sports"),
        ("juggling", "can't be used here"),
        ("swim, bike, run", "What do you train for"),
        ("improve time", "Where do you live"),
        ("Atlantis", "can't be used here"),
        ("10:01", "Europe/Berlin now; it is 10:0"),
        ("half marathon", "When is the race"),
        ("2025-09-20", "Which time"),
        ("1:45:00", "In which year"),
        ("1985", "Which sex"),
        ("female", "How tall"),
        ("/help log", "/log SPORT"),
        ("170", "How much do you weigh"),
        ("62.5", "How experienced"),
        ("intermediate", "How many hours"),
        ("6", "On which days"),
        ("mon wed fri sun", "Does anything hurt"),
        ("knee 3", "thresholds"),
        ("Skip", "Is it right?"),
    ];
    for (said, asked) in script {
        let answer = world.says("jana", said).await;
        assert!(answer.contains(asked), "{said}: {answer}");
    }
    let right = world.button("jana", "It's right");
    assert!(world.pressed("jana", right.clone()).await.contains("first plan"));
    let events = world.events("jana").await;
    for event in
        ["IdentityClaimed", "MemberRegistered", "ProfileChanged", "RaceAdded", "InjuryReported", "OnboardingCompleted"]
    {
        assert!(events.iter().any(|known| known == event), "{event}: {events:?}");
    }
    assert_eq!(world.pressed("jana", right).await, "That question is closed. Write what you want, or see /help.");
}

#[tokio::test(flavor = "multi_thread")]
async fn half_a_workout_does_not_lead_away_from_the_question_and_care_is_not_followed_by_it() {
    let world = World::new().await;
    for text in ["/start", "English", "run", "improve time", "skip"] {
        world.says("jana", text).await;
    }
    let again = world.says("jana", "7 km").await;
    assert!(again.contains("can't be used here") && again.contains("Which race"), "{again}");
    let cared = world.says("jana", "I have chest pain").await;
    assert!(cared.contains("emergency number") && !cared.contains("Which race"), "{cared}");
    let next = world.says("jana", "10 km").await;
    assert!(next.contains("When is the race"), "{next}");
}

#[tokio::test(flavor = "multi_thread")]
async fn onboarding_can_be_left_and_taken_up_again() {
    let world = World::new().await;
    world.says("jana", "/start").await;
    world.says("jana", "English").await;
    assert!(world.says("jana", "ran 10 km in 52:30").await.starts_with("Logged:"), "it is a workout all the same");
    world.says("jana", "/cancel").await;
    assert!(world.says("jana", "run").await.starts_with("How long did it take?"), "it is no answer any more");
    world.says("jana", "/cancel").await;
    let again = world.says("jana", "/start").await;
    assert!(again.contains("Good to see you") && again.contains("Which sports"), "{again}");
}

#[tokio::test(flavor = "multi_thread")]
async fn update_goes_through_the_questions_again_with_the_answers_of_before() {
    let world = World::new().await;
    world.says("jana", "/start").await;
    for text in ["English", "swim, bike, run", "stay fit"] {
        world.says("jana", text).await;
    }
    assert!(world.says("jana", "/update").await.contains("Until now: English"));
    let second = world.says("jana", "Español").await;
    assert!(second.contains("Hasta ahora: swim, bike, run") && second.contains("[Dejarlo así]"), "{second}");
}

#[tokio::test(flavor = "multi_thread")]
async fn choices_hold_from_the_answer_on() {
    let world = World::new().await;
    world.registered("jana").await;
    assert_eq!(world.says("jana", "/es").await, "Ahora hablamos en español.");
    assert_eq!(world.says("jana", "/units imperial").await, "A partir de ahora: millas y yardas.");
    let chosen = world.says("jana", "/timezone Europe/Madrid").await;
    assert!(chosen.contains("Europe/Madrid") && chosen.contains("las 10:0"), "{chosen}");
    assert!(world.says("jana", "corrí 10 km en 50 min").await.contains("6,21 mi"));
    assert!(world.says("jana", "/language").await.contains("[Русский]"));
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_asked_where_they_live_who_said_so_before() {
    let world = World::new().await;
    for text in ["/start", "/timezone lisbon", "English", "run"] {
        world.says("jana", text).await;
    }
    assert!(world.says("jana", "stay fit").await.contains("In which year"));
    assert!(world.says("jana", "/profile").await.contains("Europe/Lisbon"));
}
