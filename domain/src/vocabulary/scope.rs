//! What an API token may be used for, whatever the roles of whom it belongs to.

use super::words::words;

words! {
    Scope, "scope" {
        /// Queries.
        Read = "read",
        /// Commands.
        Write = "write",
        /// Sees members' own ids and names where a pseudonym would stand.
        Identities = "identities",
    }
}
