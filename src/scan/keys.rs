//! The words by which API bodies, configurations and Terraform tell a connector. Knows no format and no place.

use crate::words::Kind;

/// A definition id, whatever kind of connector it is of.
pub(super) const IDS: [&str; 2] = ["definition_id", "definitionId"];
/// A definition id that says its kind, as Airbyte's API spells it.
pub(super) const API_IDS: [&str; 2] = ["sourceDefinitionId", "destinationDefinitionId"];
/// The same as Terraform spells it.
pub(super) const TERRAFORM_IDS: [&str; 2] = ["source_definition_id", "destination_definition_id"];
/// A definition id that says its kind: Airbyte is spoken of wherever there is one.
pub(super) const KIND_IDS: [&str; 4] = [API_IDS[0], API_IDS[1], TERRAFORM_IDS[0], TERRAFORM_IDS[1]];

/// A slug without its kind, as Airbyte's API spells it.
pub(super) const API_TYPES: [(&str, Kind); 2] = [
    ("sourceType", Kind::Source),
    ("destinationType", Kind::Destination),
];
/// The same in either spelling.
pub(super) const TYPES: [(&str, Kind); 4] = [
    API_TYPES[0],
    ("source_type", Kind::Source),
    API_TYPES[1],
    ("destination_type", Kind::Destination),
];

/// What a connector is configured with.
pub(super) const CONFIGURATIONS: [&str; 3] = [
    "configuration",
    "connectionConfiguration",
    "connection_configuration",
];
