//! As much of PostgreSQL's protocol as it takes to ask over the unix socket whether
//! the server answers, and to make the database.

use std::io::{self, Read, Write};
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::time::Duration;

use crate::postgres::ROLE;

/// How the server answered a start-up packet.
#[derive(Debug)]
pub(super) enum Answer {
    Ready(Session),
    /// It said no, with an SQLSTATE: `57P03` while it starts, `3D000` for a database
    /// that does not exist.
    No {
        state: String,
        message: String,
    },
    /// Nobody listens there (yet).
    Silence,
}

#[derive(Debug)]
pub(super) struct Session {
    stream: UnixStream,
}

pub(super) fn connect(socket: &Path, database: &str) -> Answer {
    attempt(socket, database).unwrap_or(Answer::Silence)
}

fn attempt(socket: &Path, database: &str) -> io::Result<Answer> {
    let mut stream = UnixStream::connect(socket)?;
    stream.set_read_timeout(Some(Duration::from_secs(10)))?;
    stream.set_write_timeout(Some(Duration::from_secs(10)))?;
    let mut body = 196_608_u32.to_be_bytes().to_vec(); // protocol 3.0
    for word in ["user", ROLE, "database", database, ""] {
        body.extend_from_slice(word.as_bytes());
        body.push(0);
    }
    stream.write_all(&(body.len() as u32 + 4).to_be_bytes())?;
    stream.write_all(&body)?;
    match until_ready(&mut stream)? {
        Ok(()) => Ok(Answer::Ready(Session { stream })),
        Err((state, message)) => Ok(Answer::No { state, message }),
    }
}

impl Session {
    /// Runs one statement that has no rows to tell.
    pub(super) fn run(&mut self, sql: &str) -> io::Result<Result<(), (String, String)>> {
        self.stream.write_all(b"Q")?;
        self.stream.write_all(&(sql.len() as u32 + 5).to_be_bytes())?;
        self.stream.write_all(sql.as_bytes())?;
        self.stream.write_all(&[0])?;
        until_ready(&mut self.stream)
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        // A polite end, so that the server logs nothing.
        self.stream.write_all(&[b'X', 0, 0, 0, 4]).ok();
    }
}

/// Reads messages until the server is ready for a statement, or has said no.
fn until_ready(stream: &mut UnixStream) -> io::Result<Result<(), (String, String)>> {
    let mut refusal = None;
    loop {
        let mut head = [0; 5];
        match stream.read_exact(&mut head) {
            Ok(()) => {}
            // After a refused start-up it hangs up.
            Err(error) => return refusal.map_or(Err(error), |no| Ok(Err(no))),
        }
        let length = u32::from_be_bytes([head[1], head[2], head[3], head[4]]) as usize;
        let mut body = vec![0; length.saturating_sub(4)];
        stream.read_exact(&mut body)?;
        match head[0] {
            b'E' => refusal = Some((field(&body, b'C'), field(&body, b'M'))),
            b'Z' => return Ok(refusal.map_or(Ok(()), Err)),
            _ => {}
        }
    }
}

/// A field of an error message: a letter, then text up to a NUL.
fn field(body: &[u8], wanted: u8) -> String {
    body.split(|byte| *byte == 0)
        .find(|field| field.first() == Some(&wanted))
        .map(|field| String::from_utf8_lossy(&field[1..]).into_owned())
        .unwrap_or_default()
}
