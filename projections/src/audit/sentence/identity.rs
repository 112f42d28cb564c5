//! What happens to accounts, in words.

use domain::identity::IdentityEvent;

pub(super) fn sentence(event: &IdentityEvent) -> String {
    match event {
        IdentityEvent::IdentityClaimed { gateway, external_id, member_id } => {
            format!("The {gateway} account {external_id} now stands for the member {member_id}.")
        }
        IdentityEvent::IdentityReleased { gateway, external_id, member_id } => {
            format!("The {gateway} account {external_id} no longer stands for the member {member_id}.")
        }
    }
}
