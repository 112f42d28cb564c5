//! The directory.

use domain::{
    member::{MemberEvent, ProfileField},
    vocabulary::{Consent, Language, Profile, Role},
};

use super::{
    ledger::World,
    sample::{claimed, id, of_member, registered, released},
};
use crate::members::{Filter, Identity, Members, Status, agreements, by_id, by_identity, list};

async fn directory(world: &World, history: &[super::ledger::New]) {
    let projector = world.run(Members);
    // Event by event, so that changes meet rows and not only each other.
    for event in history {
        world.append_and_relay(std::slice::from_ref(event)).await;
        world.caught_up::<Members>().await;
    }
    projector.stop().await;
    world.assert_equals_replay(Members).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_member_is_found_by_id_and_by_identity_as_they_are_now() {
    let world = World::new().await;
    let jana = id(1);
    let renamed = Profile { name: Some("Jana K.".to_owned()), ..Profile::default() };
    let history = [
        registered(jana, "Jana"),
        claimed(jana, "42"),
        claimed(jana, "43"),
        of_member(jana, MemberEvent::RoleGranted { role: Role::Coach }),
        of_member(jana, MemberEvent::RoleRevoked { role: Role::Athlete }),
        of_member(jana, MemberEvent::LanguageChosen { language: Language::Spanish }),
        of_member(jana, MemberEvent::TimezoneChosen { time_zone: "America/Lima".parse().unwrap() }),
        of_member(jana, MemberEvent::ProfileChanged { set: Box::new(renamed), clear: vec![] }),
        of_member(jana, MemberEvent::MemberSuspended { reason: "spam".parse().unwrap() }),
        released(jana, "43"),
    ];
    directory(&world, &history).await;

    let member = by_id(&world.pool, jana).await.unwrap().unwrap();
    assert_eq!(member.name.as_deref(), Some("Jana K."));
    assert_eq!((member.language.as_str(), member.time_zone.as_str()), ("es", "America/Lima"));
    assert_eq!(member.roles, ["coach"]);
    assert_eq!(member.status, Status::Suspended { because: "spam".to_owned() });
    let identity = Identity { gateway: "telegram".to_owned(), external_id: "42".to_owned() };
    assert_eq!(member.identities, [identity]);
    assert_eq!(by_identity(&world.pool, "telegram", "42").await.unwrap(), Some(member));
    assert_eq!(by_identity(&world.pool, "telegram", "43").await.unwrap(), None);
    assert_eq!(by_id(&world.pool, id(9)).await.unwrap(), None);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_can_be_taken_back_and_a_member_reinstated() {
    let world = World::new().await;
    let jana = id(1);
    let history = [
        registered(jana, "Jana"),
        of_member(jana, MemberEvent::ProfileChanged { set: Box::default(), clear: vec![ProfileField::Name] }),
        of_member(jana, MemberEvent::MemberSuspended { reason: "spam".parse().unwrap() }),
        of_member(jana, MemberEvent::MemberReinstated {}),
    ];
    directory(&world, &history).await;
    let member = by_id(&world.pool, jana).await.unwrap().unwrap();
    assert_eq!((member.name, member.status), (None, Status::Active));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_list_goes_page_by_page() {
    let world = World::new().await;
    let mut history: Vec<_> = (0..7).map(|n| registered(id(n), "Eva")).collect();
    history.push(of_member(id(3), MemberEvent::RoleGranted { role: Role::Coach }));
    history.push(of_member(id(5), MemberEvent::MemberSuspended { reason: "spam".parse().unwrap() }));
    directory(&world, &history).await;

    let (mut pages, mut after) = (Vec::new(), None);
    loop {
        let page = list(&world.pool, &Filter::default(), after, 3).await.unwrap();
        pages.push(page.members.iter().map(|member| member.member_id).collect::<Vec<_>>());
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    assert_eq!(pages, [vec![id(0), id(1), id(2)], vec![id(3), id(4), id(5)], vec![id(6)]]);
    let coaches = Filter { role: Some(Role::Coach), suspended: None };
    assert_eq!(list(&world.pool, &coaches, None, 9).await.unwrap().members[0].member_id, id(3));
    let suspended = Filter { role: None, suspended: Some(true) };
    assert_eq!(list(&world.pool, &suspended, None, 9).await.unwrap().members[0].member_id, id(5));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_consent_is_known_from_its_giving_to_its_withdrawal() {
    let world = World::new().await;
    let (jana, petr) = (id(1), id(2));
    let (eva, jan) = (Consent::CoachAccess { coach_id: id(8) }, Consent::CoachAccess { coach_id: id(9) });
    let given = |consent| of_member(jana, MemberEvent::ConsentGiven { consent });
    let withdrawn = |consent| of_member(jana, MemberEvent::ConsentWithdrawn { consent });
    let history = [
        registered(jana, "Jana"),
        given(Consent::HealthData),
        given(eva),
        given(jan),
        withdrawn(eva),
        withdrawn(Consent::HealthData),
        given(eva),
        of_member(petr, MemberEvent::ConsentGiven { consent: Consent::Reminders }),
    ];
    directory(&world, &history).await;
    let told: Vec<_> = agreements(&world.pool, jana)
        .await
        .unwrap()
        .into_iter()
        .map(|one| (one.consent, one.coach_id, one.given_in, one.withdrawn_in))
        .collect();
    let coach = |number, from, to| ("coach-access".to_owned(), Some(id(number)), from, to);
    let health = ("health-data".to_owned(), None, 2, Some(6));
    assert_eq!(told, [health, coach(8, 3, Some(5)), coach(9, 4, None), coach(8, 7, None)]);
}
