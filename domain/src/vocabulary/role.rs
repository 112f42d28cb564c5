//! What a member may do beyond their own training.

use super::words::words;

words! {
    /// A member may hold several. Everybody is an athlete to begin with.
    Role, "role" {
        /// Trains, and sees what is their own.
        Athlete = "athlete",
        /// Sees and plans for the athletes who agreed to it.
        Coach = "coach",
        /// Replays the history and reads the platform's figures.
        Analyst = "analyst",
        /// Traces how a plan or a post came to be.
        Auditor = "auditor",
        /// Grants roles, suspends and reinstates.
        Admin = "admin",
        /// An admin who also decides about projects and their publishing.
        Owner = "owner",
    }
}
