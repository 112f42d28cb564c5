//! How commands are used.

use crate::chat::{
    parse::{CommandName, Problem, UsageError},
    reply::{Part, Reply, Voice, keys},
};

/// One command's usage with its example, or all commands.
pub fn helped(voice: Voice, about: Option<CommandName>) -> Reply {
    match about {
        Some(command) => Reply::paragraph(usage(voice, command)).and(Part::Paragraph(example(voice, command))),
        None => {
            let usages = CommandName::ALL.iter().map(|&command| usage(voice, command)).collect();
            Reply::paragraph(voice.say(keys::HELP_INTRO, &[])).and(Part::List(usages))
        }
    }
}

/// What is wrong, the usage line, and one example.
pub fn misused(voice: Voice, error: &UsageError) -> Reply {
    let problem = match &error.problem {
        Problem::Missing => voice.say(keys::PROBLEM_MISSING, &[]),
        Problem::Unexpected(given) => voice.say(keys::PROBLEM_UNEXPECTED, &[("given", given.clone().into())]),
        Problem::Impossible(question) => super::ask::question(voice, question, false),
    };
    Reply::paragraph(problem)
        .and(Part::Paragraph(usage(voice, error.command)))
        .and(Part::Paragraph(example(voice, error.command)))
}

pub fn unknown_command(voice: Voice, given: &str, nearest: Option<CommandName>) -> Reply {
    let given = format!("/{given}").into();
    Reply::paragraph(match nearest {
        Some(nearest) => {
            voice.say(keys::UNKNOWN_COMMAND_NEAREST, &[("given", given), ("nearest", nearest.as_str().into())])
        }
        None => voice.say(keys::UNKNOWN_COMMAND, &[("given", given)]),
    })
}

fn usage(voice: Voice, command: CommandName) -> String {
    voice.by_name(&command.usage_key()).unwrap_or_else(|| command.example().to_owned())
}

fn example(voice: Voice, command: CommandName) -> String {
    voice.say(keys::USAGE_EXAMPLE, &[("example", command.example().into())])
}
