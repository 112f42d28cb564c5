//! What the ledger remembers of an answer, so that the next message can be understood.

use domain::conversation::{OpenQuestion, Topic};
use uuid::Uuid;

use super::{Button, Press, Reply};

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Keeps {
    /// What is asked.
    pub question: Option<OpenQuestion>,
    /// Whether what was asked before is answered, or given up.
    pub closes: bool,
    pub logged: Vec<Uuid>,
    pub undone: Vec<Uuid>,
}

impl Reply {
    /// `Press::Choose` under this answer means these choices, in this order.
    #[must_use]
    pub fn asking(mut self, question: OpenQuestion) -> Self {
        self.keeps.question = Some(question);
        self
    }

    /// Each button is a choice: what it would say, said to this question alone.
    #[must_use]
    pub fn asking_each(mut self, mut question: OpenQuestion) -> Self {
        for button in self.buttons.iter_mut().flatten() {
            if let Press::Say(text) = &button.press
                && let Ok(choice) = text.parse()
            {
                button.press = Button::choosing("", question.choices.len()).press;
                question.choices.push(choice);
            }
        }
        self.asking(question)
    }

    /// The same where the topic and the choices say everything.
    #[must_use]
    pub fn asking_about(self, topic: Topic, choices: &[&str]) -> Self {
        let choices = choices.iter().filter_map(|choice| choice.parse().ok()).collect();
        self.asking(OpenQuestion { topic, about: None, origin: None, asked_on: None, choices })
    }

    /// Nothing is asked any more.
    #[must_use]
    pub fn closing(mut self) -> Self {
        self.keeps.closes = true;
        self
    }
}
