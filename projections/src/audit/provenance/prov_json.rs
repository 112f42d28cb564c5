//! The account in the interchange format of the W3C: "The PROV-JSON Serialization", member submission, 2013.
//!
//! The plan is an entity; its generation an activity that used the events and the rules; whoever asked for the plan and
//! the engine that made it are agents, the latter on behalf of the former.

use jiff::Timestamp;
use serde_json::{Map, Value, json};

use super::{Input, Provenance};

impl Provenance {
    /// A PROV-JSON document of its own.
    pub fn to_prov_json(&self) -> Value {
        json!({
            "prefix": {"paceledger": "urn:paceledger:"},
            "entity": self.entities(),
            "activity": {self.generation(): {
                "prov:type": name("paceledger:PlanGeneration"),
                "prov:endTime": self.made.recorded_at.to_string(),
                "paceledger:position": self.made.position,
                "paceledger:as_of": self.as_of,
                "paceledger:command": self.made.command_id,
                "paceledger:correlation": self.made.correlation_id,
                "paceledger:gateway": self.made.gateway,
            }},
            "agent": self.agents(),
            "used": self.used(),
            "wasGeneratedBy": {"_:made": {
                "prov:entity": self.plan(),
                "prov:activity": self.generation(),
                "prov:time": self.made.recorded_at.to_string(),
            }},
            "wasDerivedFrom": self.derived(),
            "wasAttributedTo": {"_:attributed": {"prov:entity": self.plan(), "prov:agent": agent(&self.made.actor)}},
            "wasAssociatedWith": {
                "_:asked": {"prov:activity": self.generation(), "prov:agent": agent(&self.made.actor)},
                "_:carried_out": {"prov:activity": self.generation(), "prov:agent": self.engine()},
            },
            "actedOnBehalfOf": {"_:delegated": {
                "prov:delegate": self.engine(),
                "prov:responsible": agent(&self.made.actor),
                "prov:activity": self.generation(),
            }},
        })
    }

    fn plan(&self) -> String {
        format!("paceledger:plan/{}", self.plan_id)
    }

    fn generation(&self) -> String {
        format!("paceledger:generation/{}", self.made.position)
    }

    fn engine(&self) -> String {
        format!("paceledger:engine/{}", local(&self.engine_version))
    }

    fn entities(&self) -> Map<String, Value> {
        let mut plan = json!({
            "prov:type": name("paceledger:TrainingPlan"),
            "paceledger:kind": self.kind,
            "paceledger:from": self.from.to_string(),
            "paceledger:to": self.to.to_string(),
            "paceledger:inputs_digest": self.inputs_digest,
            "paceledger:score": self.score.score,
        });
        // What nobody asked has no value, and the format knows no null.
        if let Some(confirmed) = self.inputs_confirmed {
            plan["paceledger:inputs_confirmed"] = confirmed.into();
        }
        let inputs = self.inputs.iter().map(|input| (event(input), described(input)));
        let rules = self.rules.iter().map(|rule| {
            let about = json!({
                "prov:type": name("prov:Plan"),
                "prov:label": rule.rule,
                "paceledger:version": rule.version,
                "paceledger:safety": rule.kind.as_str(),
            });
            (rule_name(&rule.rule, rule.version), about)
        });
        std::iter::once((self.plan(), plan)).chain(inputs).chain(rules).collect()
    }

    fn agents(&self) -> Map<String, Value> {
        let kind = if self.made.actor.starts_with("member:") { "prov:Person" } else { "prov:SoftwareAgent" };
        let actor = json!({"prov:type": name(kind), "prov:label": self.made.actor});
        let engine = json!({"prov:type": name("prov:SoftwareAgent"), "paceledger:build": self.made.build});
        [(agent(&self.made.actor), actor), (self.engine(), engine)].into_iter().collect()
    }

    fn used(&self) -> Map<String, Value> {
        let inputs = self.inputs.iter().map(|input| {
            json!({"prov:activity": self.generation(), "prov:entity": event(input), "prov:role": input.kind.as_str()})
        });
        let rules = self.rules.iter().map(|rule| {
            json!({
                "prov:activity": self.generation(),
                "prov:entity": rule_name(&rule.rule, rule.version),
                "prov:role": "rule",
                "paceledger:week": rule.week.to_string(),
                "paceledger:saw": rule.saw,
                "paceledger:reason": rule.reason,
                "paceledger:sessions_changed": rule.changes.len(),
            })
        });
        numbered("_:used", inputs.chain(rules))
    }

    fn derived(&self) -> Map<String, Value> {
        let each = self.inputs.iter().map(|input| {
            json!({
                "prov:generatedEntity": self.plan(),
                "prov:usedEntity": event(input),
                "prov:activity": self.generation(),
            })
        });
        numbered("_:derived", each)
    }
}

fn event(input: &Input) -> String {
    format!("paceledger:event/{}", input.position)
}

fn described(input: &Input) -> Value {
    json!({
        "prov:type": name("paceledger:Event"),
        "prov:label": input.sentence,
        "paceledger:event_id": input.event_id.to_string(),
        "paceledger:event_type": input.event_type,
        "paceledger:stream": input.stream,
        "paceledger:occurred_at": moment(input.occurred_at),
        "paceledger:recorded_at": moment(input.recorded_at),
        "paceledger:actor": input.actor,
        "paceledger:gateway": input.gateway,
    })
}

fn rule_name(rule: &str, version: u16) -> String {
    format!("paceledger:rule/{}/{version}", local(rule))
}

fn agent(actor: &str) -> String {
    format!("paceledger:agent/{}", local(actor))
}

/// What may stand in a name behind the prefix.
fn local(text: &str) -> String {
    text.chars().map(|c| if c.is_ascii_alphanumeric() || c == '-' || c == '.' { c } else { '_' }).collect()
}

fn name(name: &str) -> Value {
    json!({"$": name, "type": "prov:QUALIFIED_NAME"})
}

fn moment(moment: Timestamp) -> Value {
    json!({"$": moment.to_string(), "type": "xsd:dateTime"})
}

fn numbered(prefix: &str, values: impl Iterator<Item = Value>) -> Map<String, Value> {
    values.zip(1..).map(|(value, n)| (format!("{prefix}{n}"), value)).collect()
}
