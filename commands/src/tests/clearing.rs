//! A sign of danger is cleared by somebody who answers for the member, and by nobody for themselves.

use domain::{
    Command,
    ledger::{Actor, CommandEnvelope},
};
use serde_json::json;
use uuid::Uuid;

use super::{
    sample::{envelope, id, register},
    world::World,
};

fn member(command: serde_json::Value) -> Command {
    serde_json::from_value(json!({ "member": command })).unwrap()
}

/// Asked by that person about the athlete.
fn clear(command_id: &str, by: Uuid) -> CommandEnvelope<Command> {
    let command = member(json!({"clear-sign": {"sign": "chest-pain"}}));
    CommandEnvelope { actor: Actor::Member(by), ..envelope(command_id, id(1), command) }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sign_is_cleared_by_a_coach_and_not_by_the_athlete_nor_by_a_stranger() {
    let world = World::new().await;
    let ledger = world.ledger();
    let coach = json!({"grant-role": {"role": "coach"}});
    for (command_id, subject, command) in [
        ("register", id(1), register()),
        ("register a coach", id(2), register()),
        ("grant", id(2), member(coach)),
        ("register a stranger", id(3), register()),
        ("raise", id(1), member(json!({"raise-sign": {"sign": "chest-pain"}}))),
    ] {
        assert_eq!(ledger.execute(&envelope(command_id, subject, command)).await.unwrap().rejection, None);
    }
    for (command_id, by) in [("own", id(1)), ("a stranger's", id(3)), ("nobody's", id(4))] {
        let refused = ledger.execute(&clear(command_id, by)).await.unwrap().rejection.unwrap();
        assert_eq!(refused.code, "member.sign-not-yours-to-clear", "{command_id}");
    }
    let receipt = ledger.execute(&clear("the coach's", id(2))).await.unwrap();
    assert_eq!((receipt.rejection, receipt.first_position), (None, Some(6)));
}
