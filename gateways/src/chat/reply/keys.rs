//! Every text that the program says, with its arguments. A key that nothing uses is a warning of the compiler's;
//! a key that a language lacks, or has other arguments for, fails a test.

/// The key of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::chat) struct Key {
    pub(in crate::chat) id: &'static str,
    pub(in crate::chat) args: &'static [&'static str],
}

macro_rules! keys {
    ($($name:ident = $id:literal $([$($arg:literal),+])?;)+) => {
        $(pub(in crate::chat) const $name: Key = Key { id: $id, args: &[$($($arg),+)?] };)+

        #[cfg(test)]
        pub(super) const ALL: &[Key] = &[$($name),+];
    };
}

keys! {
    DISTANCE = "distance" ["number", "unit"];
    PACE = "pace" ["clock", "unit"];
    SPEED = "speed" ["number", "unit"];
    HEART_RATE = "heart-rate" ["number"];
    POWER = "power" ["number"];
    EFFORT = "effort" ["number"];
    MINUTES = "minutes" ["number"];
    HOURS = "hours" ["clock"];
    WORKOUT_KIND = "workout-kind" ["kind"];
    WORKOUT_EASED = "workout-eased" ["kind"];
    SESSION_STATE = "session-state" ["state"];
    PURPOSE = "purpose" ["purpose"];
    SESSION_NOTE = "session-note" ["note"];
    STEP_PART = "step-part" ["part"];
    RECOVERY = "recovery" ["clock"];
    PHASE = "phase" ["phase"];
    COLUMN = "column" ["column"];
    ANSWER_BUTTON = "answer-button" ["button"];
    PLAN_HEAD = "plan-head" ["from", "kind", "to"];
    PLAN_WEEK = "plan-week" ["from", "to"];
    PLAN_MADE = "plan-made";
    PLAN_EMPTY = "plan-empty";
    NO_PLAN = "no-plan";
    TODAY_HEAD = "today-head" ["date"];
    TODAY_REST = "today-rest" ["next"];
    PENDING_HEAD = "pending-head" ["count"];
    PENDING_NONE = "pending-none";
    SESSION_SETTLED = "session-settled" ["outcome", "session"];
    MOVE_WHERE = "move-where" ["session"];
    NO_SUCH_SESSION = "no-such-session";
    ADJUST_HEAD = "adjust-head" ["done", "more", "planned", "what"];
    ADJUST_ILL = "adjust-ill" ["what"];
    ADJUST_NOTHING = "adjust-nothing";
    ADJUST_TAKEN = "adjust-taken";
    ADJUST_UNDONE = "adjust-undone";
    RACE_CHANGED = "race-changed" ["change", "race"];
    RACES_HEAD = "races-head";
    RACES_NONE = "races-none";
    RACE_IN = "race-in" ["days"];
    PREDICT_HEAD = "predict-head" ["date", "distance", "time", "vdot"];
    PREDICT_NONE = "predict-none";
    ZONES_HEAD = "zones-head";
    ZONES_NONE = "zones-none";
    STATS_HEAD = "stats-head" ["date", "span"];
    STATS_NONE = "stats-none";
    STATS_BEFORE = "stats-before" ["span", "time", "workouts"];
    FORM_CAPTION = "form-caption" ["fatigue", "fitness", "form", "state"];
    FORM_NONE = "form-none";
    SUMMARY_HEAD = "summary-head" ["from", "to"];
    SUMMARY_NONE = "summary-none";
    INJURY_NOTED = "injury-noted" ["part", "severity"];
    INJURY_MEANS = "injury-means" ["means"];
    INJURY_HEALED = "injury-healed" ["part"];
    INJURY_UNKNOWN = "injury-unknown" ["part"];
    BODY_PART = "body-part" ["part"];
    REMIND_AT = "remind-at" ["time", "zone"];
    REMIND_OFF = "remind-off";
    EXPORT_CAPTION = "export-caption" ["events"];
    FORGET_ASK = "forget-ask" ["accounts", "plans", "workouts"];
    FORGET_STAYS = "forget-stays";
    FORGET_DONE = "forget-done";
    FATIGUE_NOTED = "fatigue-noted" ["reading"];
    FATIGUE_MEANS = "fatigue-means" ["means"];
    READING = "reading" ["part", "value"];
    READINESS = "readiness" ["value"];
    CHECKIN_ASK = "checkin-ask";
    SET_DONE = "set-done";
    PROFILE_HEAD = "profile-head";
    PROFILE_FIELD = "profile-field" ["field"];
    CENTIMETRES = "centimetres" ["number"];
    WEIGHT = "weight" ["number", "unit"];
    REJECTED = "rejected" ["code", "reason"];
    REMINDER = "reminder";
    NUDGE = "nudge";
    INSIGHT = "insight" ["month"];
    INSIGHT_FIGURE = "insight-figure" ["figure"];
    INSIGHT_FACT = "insight-fact" ["before", "figure", "now", "percent"];
    WEEKDAY = "weekday" ["day"];
    MONTH = "month" ["month"];
    DATE = "date" ["day", "month", "weekday"];
    DATE_WITH_YEAR = "date-with-year" ["day", "month", "weekday", "year"];
    SPORT = "sport" ["sport"];
    MOOD = "mood" ["mood"];
    LOGGED = "logged" ["count"];
    NOTES = "notes" ["text"];
    BUTTON_UNDO = "button-undo";
    BUTTON_YES = "button-yes";
    BUTTON_CANCEL = "button-cancel";
    ASK_WHICH_SPORT = "ask-which-sport";
    ASK_HOW_LONG = "ask-how-long";
    ASK_HOW_LONG_DISTANCE = "ask-how-long-distance" ["distance"];
    ASK_WHICH_DAY = "ask-which-day";
    ASK_WHICH_READING = "ask-which-reading";
    ASK_IS_THIS_RIGHT = "ask-is-this-right";
    ASK_IMPLAUSIBLE = "ask-implausible" ["distance", "time"];
    ASK_IMPLAUSIBLE_CHOICE = "ask-implausible-choice" ["distance", "time"];
    ASK_CONTRADICTION = "ask-contradiction";
    ASK_OUT_OF_RANGE = "ask-out-of-range" ["given", "max", "min", "what"];
    NOT_A_WORKOUT = "not-a-workout";
    HELP_INTRO = "help-intro";
    USAGE_EXAMPLE = "usage-example" ["example"];
    PROBLEM_MISSING = "problem-missing";
    PROBLEM_UNEXPECTED = "problem-unexpected" ["given"];
    UNKNOWN_COMMAND = "unknown-command" ["given"];
    UNKNOWN_COMMAND_NEAREST = "unknown-command-nearest" ["given", "nearest"];
    ONBOARDING_QUESTION = "onboarding-question" ["question"];
    ONBOARDING_TOPIC = "onboarding-topic" ["question"];
    ONBOARDING_READ_BACK = "onboarding-read-back";
    ONBOARDING_FINISHED = "onboarding-finished";
    BUTTON_SKIP = "button-skip";
    BUTTON_NO_INJURY = "button-no-injury";
    BUTTON_CONFIRM = "button-confirm";
    BUTTON_CHANGE = "button-change";
    BUTTON_FIRST_PLAN = "button-first-plan";
    GOAL = "goal" ["goal"];
    LEVEL = "level" ["level"];
    SEX = "sex" ["sex"];
    RACE_KIND = "race-kind" ["kind"];
    WELCOME = "welcome";
    WELCOME_BACK = "welcome-back";
    WHAT_CAN_BE_DONE = "what-can-be-done";
    PLEASE_START = "please-start";
    SUSPENDED = "suspended";
    UNREADABLE = "unreadable";
    IN_PRIVATE = "in-private";
    TOO_FAST = "too-fast";
    TOO_MANY_PLANS = "too-many-plans";
    TROUBLE = "trouble" ["code"];
    REFUSED = "refused" ["code"];
    CANCELLED = "cancelled";
    NOTHING_TO_CANCEL = "nothing-to-cancel";
    NOTHING_ASKED = "nothing-asked";
    QUESTION_OVER = "question-over" ["date", "question"];
    NOTHING_TO_UNDO = "nothing-to-undo";
    TOOK_BACK = "took-back" ["count"];
    CORRECTED = "corrected";
    EDITED_TO_NOTHING = "edited-to-nothing";
    ONBOARDING_NOW = "onboarding-now" ["value"];
    BUTTON_KEEP = "button-keep";
    CHOOSE_LANGUAGE = "choose-language";
    LANGUAGE_CHOSEN = "language-chosen";
    CHOOSE_UNITS = "choose-units";
    UNITS_CHOSEN = "units-chosen" ["units"];
    UNITS_NAME = "units-name" ["units"];
    CITY = "city" ["city"];
    CHOOSE_TIME_ZONE = "choose-time-zone" ["zone"];
    TIME_ZONE_CHOSEN = "time-zone-chosen" ["clock", "zone"];
    LINK_CODE = "link-code" ["code"];
    LINKED = "linked";
    LINK_WRONG = "link-wrong";
    LINK_TOO_MANY_TRIES = "link-too-many-tries";
    LINK_HAS_HISTORY = "link-has-history";
}
