//! Schedulers that start a sync by the id of a connection. The instance alone knows which connectors it has.
//!
//! A key such as `connection_id` is a word of many tools. It counts next to a value that names Airbyte, below a key
//! that does, and in a body of Airbyte's API that starts a job or describes a connection.

use crate::scan::{
    Pin, Tool, What,
    finder::Finder,
    image::is_id,
    tree::{Node, Scalar},
};

use super::Around;

const IDS: &[&str] = &["connectionId", "connection_id"];
/// What the value beside it says, and which tool speaks so; the first that fits.
const TOOLS: &[(&str, Tool)] = &[
    ("io.kestra.plugin.airbyte", Tool::Kestra),
    ("dagster", Tool::Dagster),
    ("prefect", Tool::Prefect),
    ("airbytetriggersync", Tool::Airflow),
    ("airflow", Tool::Airflow),
    ("airbyte", Tool::Api),
];

pub(super) fn read(node: &Node, around: Around<'_>, finder: &mut Finder<'_>) {
    let Some(id) = node.text(IDS) else {
        return;
    };
    let Some(tool) = tool(node, id, around) else {
        return;
    };
    if is_id(&id.text) || tool == Tool::Kestra {
        let what = What::Connection(id.text.clone());
        finder.add(id.at.clone(), tool, what, Pin::Impossible);
    }
}

fn tool(node: &Node, id: &Scalar, around: Around<'_>) -> Option<Tool> {
    let Node::Map(entries) = node else {
        return None;
    };
    let beside = entries
        .iter()
        .filter_map(|(_, held)| held.scalar())
        .filter(|scalar| scalar.at != id.at);
    let words: Vec<String> = beside
        .map(|scalar| scalar.text.to_ascii_lowercase())
        .collect();
    let speaks = |word: &str| words.iter().any(|said| said.contains(word));
    if speaks("airbyte") {
        return TOOLS
            .iter()
            .find(|(word, _)| speaks(word))
            .map(|(_, tool)| *tool);
    }
    let is_job = node.has(&["jobType", "job_type"])
        || node.has(&["sourceId"]) && node.has(&["destinationId"]);
    (around.is_under || is_job).then_some(Tool::Api)
}
