//! What the program says on standard output.
//!
//! `println!` panics when nobody reads any more, which is how `paceledger audit | head` ends. Here the rest is not said, and
//! the subcommand comes to its end in order. Output that can't be written for another reason is a failure.

use std::{
    fmt::Arguments,
    io::{self, ErrorKind, Write, stdout},
    sync::atomic::{AtomicBool, Ordering},
};

static CUT_SHORT: AtomicBool = AtomicBool::new(false);

/// Like `print!`.
macro_rules! tell {
    ($($text:tt)*) => { $crate::told::say(format_args!($($text)*)) };
}

/// Like `println!`.
macro_rules! tell_line {
    ($($text:tt)*) => { $crate::told::say(format_args!("{}\n", format_args!($($text)*))) };
}

pub(crate) use {tell, tell_line};

pub(crate) fn say(text: Arguments<'_>) {
    if let Err(error) = write(&mut stdout().lock(), text) {
        eprintln!("error: the output is cut short: {error}");
        CUT_SHORT.store(true, Ordering::Relaxed);
    }
}

/// Whether something that should have been said was not, though somebody was there to read it.
pub(crate) fn is_cut_short() -> bool {
    CUT_SHORT.load(Ordering::Relaxed)
}

fn write(out: &mut impl Write, text: Arguments<'_>) -> io::Result<()> {
    match out.write_fmt(text).and_then(|()| out.flush()) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        written => written,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Broken(ErrorKind);

    impl Write for Broken {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(self.0.into())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn nobody_reading_is_no_failure_and_a_full_disk_is_one() {
        assert!(write(&mut Broken(ErrorKind::BrokenPipe), format_args!("x")).is_ok());
        assert!(write(&mut Broken(ErrorKind::StorageFull), format_args!("x")).is_err());
    }
}
