//! The account as text.

use std::fmt::{Display, Formatter, Result};

use super::{InputKind, Provenance, Since};

impl Display for Provenance {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        let goal = self.goal.map(|goal| format!(" for a {goal}")).unwrap_or_default();
        let (id, kind) = (self.plan_id, &self.kind);
        writeln!(f, "Plan {id} ({kind}, {} to {}){goal}, {} sessions", self.from, self.to, self.sessions)?;
        writeln!(f, "for the member {}", self.member_id)?;
        let made = &self.made;
        writeln!(f, "made at {} by {} through {}", made.recorded_at, made.actor, made.gateway)?;
        writeln!(f, "in position {} by the command {}", made.position, made.command_id)?;
        writeln!(f, "with engine {}, build {}", self.engine_version, made.build)?;
        let confirmed = if let Some(problem) = &self.inputs_problem {
            &format!("WARNING: they can't be read: {problem}")
        } else {
            match self.inputs_confirmed {
                Some(true) => "the ledger's events have the fingerprint that the plan names",
                Some(false) => "WARNING: the ledger's events have another fingerprint than the plan names",
                None => "as the audit log lists them; whether they have the fingerprint below was not asked",
            }
        };
        writeln!(f, "from the events up to position {}: {confirmed}", self.as_of)?;
        writeln!(f, "fingerprint {}", self.inputs_digest)?;
        self.inputs(f)?;
        self.rules(f)?;
        self.score(f)?;
        self.since(f)
    }
}

impl Provenance {
    fn inputs(&self, f: &mut Formatter<'_>) -> Result {
        for kind in InputKind::ALL {
            let inputs: Vec<_> = self.inputs.iter().filter(|input| input.kind == kind).collect();
            writeln!(f, "\n{} ({})", kind.as_str(), inputs.len())?;
            for input in inputs {
                writeln!(f, "  {:>8}  {}  {}", input.position, input.actor, input.sentence)?;
            }
        }
        Ok(())
    }

    fn score(&self, f: &mut Formatter<'_>) -> Result {
        writeln!(f, "\nscore {:.3}, gates failed: {:?}", self.score.score, self.score.gates_failed)?;
        for item in &self.score.items {
            writeln!(f, "  {:>3}  {:.2}  {}", item.n, item.value, item.why)?;
        }
        Ok(())
    }

    fn since(&self, f: &mut Formatter<'_>) -> Result {
        writeln!(f, "\nsince then ({})", self.since.len())?;
        for Since { position, recorded_at, event_type, sentence, actor, gateway, command_id } in &self.since {
            writeln!(f, "  {position:>8}  {recorded_at}  {event_type}: {sentence}")?;
            writeln!(f, "            by {actor} through {gateway}, command {command_id}")?;
        }
        Ok(())
    }

    fn rules(&self, f: &mut Formatter<'_>) -> Result {
        writeln!(f, "\nrules that changed something ({})", self.rules.len())?;
        for rule in &self.rules {
            writeln!(f, "  {} (version {}, {}), week of {}", rule.rule, rule.version, rule.kind, rule.week)?;
            writeln!(f, "    saw: {}", rule.saw)?;
            writeln!(f, "    because: {}", rule.reason)?;
            for change in &rule.changes {
                let title = |side: &Option<domain::rules::Snapshot>| {
                    side.as_ref()
                        .map_or("nothing".to_owned(), |s| format!("{} {} min \"{}\"", s.date, s.minutes, s.title))
                };
                writeln!(f, "    {} -> {}", title(&change.before), title(&change.after))?;
            }
        }
        Ok(())
    }
}
