//! What follows from the facts: readiness, support, SLA, upgrades, each with the rule and the source that say so.
//! The rules are data (`assets/policy.json`); today and the user's profile are handed in. Knows no file or clock.

mod assessment;

pub use assessment::{
    Assessment, Basis, Effect, Judgement, Pending, PinState, Pinned, Placement, Profile, Reason,
    Source, Upgrade,
};
