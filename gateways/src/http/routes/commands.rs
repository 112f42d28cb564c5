//! What became of a command that wasn't waited for.

use axum::{Json, extract::State};
use commands::keys::{self, Progress};
use serde::Deserialize;

use crate::http::{
    Http, Problem,
    access::Caller,
    asked::{CommandStatus, command_id, is_key},
    at::At,
};

#[derive(Deserialize)]
pub(super) struct CommandAt {
    command: String,
}

/// What became of a command
///
/// Only the token that handed the command in may ask.
#[utoipa::path(get, path = "/commands/{command}", tag = "commands", responses((status = 200, body = CommandStatus)))]
pub(super) async fn status(
    State(http): State<Http>,
    caller: Caller,
    At(CommandAt { command }): At<CommandAt>,
) -> Result<Json<CommandStatus>, Problem> {
    if !is_key(&command) {
        return Err(Problem::not_found("command").at("command"));
    }
    match keys::progress(&http.pool, &command_id(&caller.token, &command)).await? {
        Progress::Unknown => Err(Problem::not_found("command").at("command")),
        Progress::Pending => Ok(Json(CommandStatus::Pending)),
        Progress::Done(verdict) => Ok(Json(verdict.into())),
    }
}
