use super::leads_to;

const RAISE: &str = r#"{"raise-sign":{"sign":"chest-pain"}}"#;
const CLEAR: &str = r#"{"clear-sign":{"sign":"chest-pain"}}"#;
const RAISED: &str = r#"{"SignRaised":{"sign":"chest-pain"}}"#;
const CLEARED: &str = r#"{"SignCleared":{"sign":"chest-pain"}}"#;

#[test]
fn a_sign_is_raised_once_until_a_person_clears_it() {
    leads_to(&[], RAISE, &[RAISED]);
    leads_to(&[RAISED], RAISE, &[]);
    leads_to(&[RAISED], CLEAR, &[CLEARED]);
    leads_to(&[RAISED, CLEARED], CLEAR, &[]);
    leads_to(&[RAISED, CLEARED], RAISE, &[RAISED]);
}
