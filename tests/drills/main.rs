//! The fault drills in their short form: every fault happens, few times. The long form is in `drills/README.md`.

use drills::{Drill, Form, Setting};

/// Its data and logs stay where the message says when it fails.
async fn passes(drill: Drill) {
    let setting = Setting {
        program: env!("CARGO_BIN_EXE_paceledger").into(),
        folder: std::env::temp_dir().join(format!("paceledger-drills-{}", std::process::id())),
        form: Form::Short,
        rounds: None,
        commands: None,
        say: |line| println!("{line}"),
    };
    let report = drills::run(drill, &setting).await;
    assert!(report.is_passed(), "{}", drills::table(&[report]));
    assert!(report.faults > 0 && report.acknowledged > 0, "{}", drills::table(&[report]));
    // Goes with the last drill that passes.
    let _ = std::fs::remove_dir(&setting.folder);
}

macro_rules! drills {
    ($($name:ident: $drill:ident),+ $(,)?) => {
        $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
        async fn $name() {
            passes(Drill::$drill).await;
        })+

        #[test]
        fn every_drill_has_a_short_form() {
            assert_eq!(Drill::ALL, [$(Drill::$drill),+]);
        }
    };
}

drills! {
    a_worker_killed_with_commands_in_its_hands_loses_and_repeats_nothing: Worker,
    a_relay_killed_between_publish_and_acknowledgement_repeats_nothing: Relay,
    a_projector_killed_in_a_transaction_shows_every_event_once: Projector,
    what_was_acknowledged_survives_a_killed_postgres: Postgres,
    what_was_acknowledged_survives_a_killed_nats: Nats,
    a_deleted_stream_and_deleted_consumers_come_back_whole: Stream,
    of_two_the_other_takes_over_when_the_leader_is_killed: Leaders,
    a_relay_that_slept_through_its_lease_does_no_harm: Sleeper,
    readers_by_position_miss_nothing_under_48_writers: Readers,
    a_command_delivered_twenty_times_counts_once_across_a_restart: Repeats,
    memory_is_measured_for_every_process: Memory,
}
