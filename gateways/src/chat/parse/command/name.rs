//! The commands by name, each with one example.

/// Declares the commands: variant, name in the texts' keys, example.
macro_rules! commands {
    ($($variant:ident = $name:literal, $example:literal;)+) => {
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum CommandName { $($variant),+ }

        impl CommandName {
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The name in English, as it is typed after the slash.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }

            /// One line that works.
            pub const fn example(self) -> &'static str {
                match self { $(Self::$variant => $example),+ }
            }
        }
    };
}

commands! {
    Start = "start", "/start";
    Profile = "profile", "/profile";
    Set = "set", "/set ftp 240";
    Update = "update", "/update";
    Log = "log", "/log run 45 z3 8.2km rpe 6 yesterday";
    Undo = "undo", "/undo";
    Fatigue = "fatigue", "/fatigue 4 sleep 7.5 hrv 62 hr 48 sore 2";
    CheckIn = "checkin", "/checkin";
    Plan = "plan", "/plan week";
    Today = "today", "/today";
    Pending = "pending", "/pending";
    Done = "done", "/done 1";
    Skip = "skip", "/skip 1 travelling";
    Move = "move", "/move 2 friday";
    Adjust = "adjust", "/adjust";
    Race = "race", "/race add 2026-09-20 olympic A City Triathlon";
    Predict = "predict", "/predict";
    Zones = "zones", "/zones";
    Stats = "stats", "/stats week";
    Form = "form", "/form";
    Summary = "summary", "/summary";
    Injury = "injury", "/injury knee 4 hurts downhill";
    Remind = "remind", "/remind 20:30";
    Language = "language", "/language en";
    English = "en", "/en";
    Spanish = "es", "/es";
    Russian = "ru", "/ru";
    Units = "units", "/units metric";
    TimeZone = "timezone", "/timezone Europe/Madrid";
    Link = "link", "/link";
    Export = "export", "/export";
    Forget = "forget", "/forget";
    Help = "help", "/help log";
    Cancel = "cancel", "/cancel";
}

impl CommandName {
    /// The key of the line that says how the command is used.
    pub fn usage_key(self) -> String {
        format!("usage-{}", self.as_str())
    }
}

impl std::fmt::Display for CommandName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.as_str())
    }
}
