//! One JSON document a line.

use std::io::Write;

use serde_json::Value;

use crate::{cli::failure::Failure, text::json};

pub(in crate::cli) fn lines(values: &[Value], to: &mut dyn Write) -> Result<(), Failure> {
    for value in values {
        writeln!(to, "{}", json::compact(value)?)?;
    }
    Ok(())
}
