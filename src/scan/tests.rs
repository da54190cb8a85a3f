//! The readers together, on texts that people write and on texts that nobody would.

use super::*;

#[test]
fn documentation_counts_where_it_is_asked_for() {
    let text = "Run airbyte/source-postgres:3.6.28.\n<!-- airbyte/source-slack:1 -->\n";
    for (docs, count) in [(Docs::Skipped, 0), (Docs::Included, 1)] {
        assert_eq!(
            Reader::default()
                .read("README.md", text, docs)
                .mentions
                .len(),
            count
        );
    }
}

#[test]
fn standard_input_is_a_list_of_names_or_a_file_of_any_kind() {
    let table = [
        ("source-postgres\npostgres@1.0\n", 2),
        ("import airbyte as ab\nab.get_source('source-x')\n", 1),
        ("services:\n  a:\n    image: airbyte/source-x:1\n", 1),
        (
            "{\"cells\": [{\"cell_type\": \"code\", \"source\": \"!docker run airbyte/source-x\"}], \"nbformat\": 4}",
            1,
        ),
        ("", 0),
        ("pandas\nairbyte-source-x==1.0\n", 1),
        (
            "# x\n[project]\ndependencies = [\"airbyte-source-x==1.0\"]\n",
            1,
        ),
        ("FROM airbyte/source-x:1\n", 1),
        ("resource \"airbyte_source_x\" \"a\" {\n}\n", 1),
        ("t4/compose.yml\n", 0),
    ];
    for (text, count) in table {
        let found = Reader::default().read(STANDARD_INPUT, text, Docs::Skipped);
        assert_eq!(found.mentions.len(), count, "{text}");
    }
}

#[test]
fn what_callers_hand_on_is_no_find_and_is_asked_for_once() {
    let text = "import airbyte as ab\nfrom airbyte_api import api\n\
                def sync(connection_id, name):\n    api.run(connection_id=connection_id)\n    \
                ab.get_source(name)\n    return ab.get_source(name)\n\
                def other(name):\n    return ab.get_source(name)\n\
                api.run(connection_id=\"ef69ef6e-aa7f-4af1-a01d-ef775033524e\")\n";
    let (written, _) = found("a.py", text);
    assert_eq!(
        written,
        ["name", "name", "ef69ef6e-aa7f-4af1-a01d-ef775033524e"]
    );
}

#[test]
fn bodies_of_requests_are_found_where_users_write_them() {
    let body = "{\"name\": \"x\", \"configuration\": {\"sourceType\": \"jira\"}}";
    let curl = format!("curl https://api.airbyte.com/v1/sources -d '{body}'\n");
    let table = [
        ("create.sh", curl.clone()),
        (
            "create.http",
            format!("POST https://api.airbyte.com/v1/sources\n\n{body}\n"),
        ),
        ("ci.yml", format!("run: |\n  {curl}")),
        (
            "a.py",
            format!("URL = 'https://airbyte.acme.example/api'\npayload = {body}\n"),
        ),
        (
            "a.ts",
            format!("fetch('https://api.airbyte.com/v1/sources', {body})\n"),
        ),
    ];
    for (path, text) in table {
        assert_eq!(found(path, &text).0, ["jira"], "{path}");
    }
}

/// `written` of each mention, and the lines of the faults.
fn found(path: &str, text: &str) -> (Vec<String>, Vec<usize>) {
    let reading = Reader::default().read(path, text, Docs::Skipped);
    let written = reading.mentions.iter().map(|m| m.written.to_string());
    let lines = reading.faults.iter().filter_map(|fault| fault.place);
    (written.collect(), lines.map(|place| place.line).collect())
}

#[test]
fn what_settles_other_files_is_read_whatever_case_its_ending_is_in() {
    let text = "terragrunt = 1\nlocals {\n  version = \"1.0.0\"\n";
    let faults = |path| found(path, text).1.len();
    let settling = ["x.tf", "X.TF", "a/Y.Tofu", "A.TFVARS", "Terragrunt.HCL"];
    for path in settling {
        assert_eq!(faults(path), 1, "{path}");
    }
    for path in ["x.yaml", "x.hcl", "x.txt"] {
        assert_eq!(faults(path), 0, "{path}");
    }
}

#[test]
fn what_a_string_that_is_left_open_holds_is_no_name() {
    let text = format!("import airbyte as ab\n{}\n", "ab.get_source(\"".repeat(5));
    let (written, _) = found("a.py", &text);
    assert_eq!(written, [""; 0]);
    let (written, _) = found(
        "a.py",
        "import airbyte as ab\nab.get_source(\"Google Ads\")\n",
    );
    assert_eq!(written, ["Google Ads"]);
}

#[test]
fn broken_programs_are_read_roughly_and_told() {
    let table: [(&str, &[&str], &[usize]); 4] = [
        (
            "x = \"\"\"\nab.get_source(\"source-jira\")\n",
            &["source-jira"],
            &[2],
        ),
        (
            "x = '''\ny = 'it\nab.get_source('source-jira')\n",
            &["source-jira"],
            &[2],
        ),
        (
            "ab.get_source(\n  \"source-jira\"\nab.get_source(\"source-slack\", version=\"1.0.0\")\n",
            &["source-jira", "source-slack"],
            &[],
        ),
        (
            "ab.get_source(\"source-jira\", config={\nb = ab.get_source(\"source-slack\")\n",
            &["source-jira", "source-slack"],
            &[],
        ),
    ];
    for (text, expected, lines) in table {
        let text = format!("import airbyte as ab\n{text}");
        let (written, faults) = found("a.py", &text);
        assert_eq!(written, expected, "{text}");
        assert_eq!(faults, lines, "{text}");
    }
}

const PATHS: &[&str] = &[
    "a.py",
    "a.ipynb",
    "a.ts",
    "a.tf",
    "a.yaml",
    "a.json",
    "a.md",
    "a.sql",
    "Dockerfile",
    "requirements.txt",
    "pyproject.toml",
    "setup.py",
    "a.xml",
    "-",
];

/// Pieces that the readers look for, whole and broken.
const PIECES: &str = r#"(airbyte|/source-|/destination-|source-|postgres|:|1\.0|@sha256:|\$\{|\}|ab\.get_source\(|import airbyte as ab\n|from airbyte_api import models\n|models\.SourceX\(|version=|docker_image=|definition_id|=|"|'|"""|`|\(|\)|\[|\]|\{|,|#|//|/\*|\*/|--|<!--|\n|\\|\\u00e9|\\ud83d| |é|\t|airbyte-source-x|==|ef69ef6e-aa7f-4af1-a01d-ef775033524e|"cells"|"source"|"code"|"cell_type"|pip install |sourceType|.){0,40}"#;

proptest::proptest! {
    #[test]
    fn any_text_is_read_and_places_stand_in_it(text in PIECES) {
        for path in PATHS {
            for docs in [Docs::Skipped, Docs::Included] {
                let lines: Vec<&str> = text.split('\n').collect();
                for mention in Reader::default().read(path, &text, docs).mentions {
                    let Place { line, column } = mention.place;
                    let length = lines[line - 1].chars().count();
                    proptest::prop_assert!(column <= length + 1, "{path}: {mention:?}");
                }
            }
        }
    }
}

/// Long texts that lead a reader to look at the same place again and again.
#[test]
fn hostile_texts_cost_no_more_than_others() {
    let pieces = [
        "ab.get_source(",
        "ab.get_source(\"",
        "\\\"\"\"",
        "'",
        "\"\"\"",
        "`${",
        "(",
        "[{",
        "/source-",
        "airbyte/source-x:",
        "a/",
        "from x import y, ",
        "/[",
        "\\'",
        "ef69ef6e-aa7f-4af1-a01d-ef775033524e ",
        "airbyte-source-x ",
        "pip install \\\n",
        "import a as b, ",
        "const a = ",
        "{\"cells\":[",
        "a.b.",
        "# ",
        "-",
    ];
    for piece in pieces {
        let text = format!(
            "import airbyte as ab\n{}",
            piece.repeat((1 << 17) / piece.len())
        );
        for path in [
            "a.py",
            "a.ts",
            "a.ipynb",
            "Dockerfile",
            "pyproject.toml",
            "-",
        ] {
            let start = std::time::Instant::now();
            Reader::default().read(path, &text, Docs::Included);
            // The slowest takes a tenth of this; a reader that looks back at everything takes minutes.
            let took = start.elapsed().as_secs();
            assert!(took < 8, "{piece:?} in {path} took {took} s");
        }
    }
}
