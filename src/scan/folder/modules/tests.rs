//! How calls of modules are followed, as tables.

use crate::scan::folder::tests::together;

const MODULE: &str = "variable \"name\" {}\nvariable \"v\" {\n  default = null\n}\n\
    data \"airbyte_connector_configuration\" \"c\" {\n  connector_name = var.name\n  connector_version = var.v\n}\n\
    resource \"airbyte_source\" \"c\" {\n  definition_id = data.airbyte_connector_configuration.c.definition_id\n}\n\
    output \"def\" {\n  value = data.airbyte_connector_configuration.c.definition_id\n}\n";

/// A call of the module that stands in the scan as `modules/src`.
fn call(name: &str, given: &str) -> String {
    format!("module \"{name}\" {{\n  source = \"../../modules/src\"\n  {given}\n}}\n")
}

#[test]
fn each_call_of_a_module_is_a_use() {
    let module = ("modules/src/main.tf", MODULE);
    let alone = together(&[module]);
    assert!(
        alone[0].ends_with("var.name = reference var.name @ missing"),
        "{alone:?}"
    );
    let one = call("crm", "name = \"source-github\"\n  v = \"1.8.0\"");
    let two = one.clone() + &call("b", "name = \"source-jira\"");
    let each = call(
        "all",
        "for_each = { github = \"1\", jira = \"2\" }\n  name = \"source-${each.key}\"\n  v = each.value",
    );
    let open = call("open", "name = var.nowhere");
    let table: &[(&str, &[&str])] = &[
        (&one, &["3:11 source-github = slug source-github @ 1.8.0"]),
        (
            &two,
            &[
                "3:11 source-github = slug source-github @ 1.8.0",
                "8:11 source-jira = slug source-jira @ missing",
            ],
        ),
        (
            &each,
            &[
                "4:11 source-${each.key} = slug source-github @ 1",
                "4:11 source-${each.key} = slug source-jira @ 2",
            ],
        ),
        (&open, &["3:10 var.nowhere = reference var.nowhere"]),
    ];
    for (text, expected) in table {
        let expected: Vec<String> = expected
            .iter()
            .map(|line| format!("envs/prod/main.tf {line}"))
            .collect();
        assert_eq!(together(&[("envs/prod/main.tf", text), module]), expected);
    }
}

#[test]
fn what_a_call_leaves_out_is_the_modules_own() {
    let module = "variable \"name\" {\n  default = \"source-a\"\n}\nvariable \"v\" {}\n\
                  data \"airbyte_connector_configuration\" \"c\" {\n  connector_name = var.name\n  connector_version = var.v\n}\n";
    let calls = call("x", "v = \"1\"") + &call("y", "name = \"source-b\"\n  v = \"2\"");
    assert_eq!(
        together(&[
            ("envs/prod/main.tf", &calls),
            ("modules/src/main.tf", module)
        ]),
        [
            "envs/prod/main.tf 7:11 source-b = slug source-b @ 2",
            "modules/src/main.tf 6:20 var.name = slug source-a @ 1",
        ]
    );
}

#[test]
fn modules_call_modules_and_give_outputs() {
    let middle = call("inner", "name = \"source-${var.short}\"\n  v = var.v")
        .replace("../../modules/src", "../src")
        + "output \"out\" {\n  value = module.inner.def\n}\n";
    let root = "module \"m\" {\n  source = \"../modules/middle\"\n  short = \"pg\"\n  v = \"3\"\n}\n\
                resource \"airbyte_source\" \"x\" {\n  definition_id = module.m.out\n}\n";
    assert_eq!(
        together(&[
            ("modules/middle/main.tf", &middle),
            ("modules/src/main.tf", MODULE),
            ("prod/main.tf", root),
        ]),
        [
            "prod/main.tf 3:12 pg = slug source-pg @ 3",
            "prod/main.tf 7:19 module.m.out = slug source-pg @ 3",
        ]
    );
}

#[test]
fn what_a_followed_call_looks_like_is_not_told_twice() {
    let module = MODULE
        .replace("var.name", "var.connector_name")
        .replace("var.v", "\"9\"");
    let text = call("x", "connector_name = \"source-a\"");
    let told = together(&[
        ("envs/prod/main.tf", &text),
        ("modules/src/main.tf", &module),
    ]);
    assert_eq!(
        told,
        ["envs/prod/main.tf 3:21 source-a = slug source-a @ 9"]
    );
    let unrelated = "resource \"x\" \"y\" {}\n";
    let told = together(&[
        ("envs/prod/main.tf", &text),
        ("modules/src/main.tf", unrelated),
    ]);
    assert_eq!(
        told,
        ["envs/prod/main.tf 3:21 source-a = slug source-a @ missing"]
    );
}

#[test]
fn modules_without_end_are_read_in_time() {
    let twice = |at: usize| {
        let next = format!("../m{}", at + 1);
        let one = |name: &str| {
            format!("module \"{name}\" {{\n  source = \"{next}\"\n  name = var.name\n}}\n")
        };
        format!("{}{}{}{}", one("a"), one("b"), one("c"), MODULE)
    };
    let mut files: Vec<(String, String)> = (0..30)
        .map(|at| (format!("m{at}/a.tf"), twice(at)))
        .collect();
    files.push((
        "x/a.tf".into(),
        "module \"y\" {\n  source = \"../y\"\n}\n".into(),
    ));
    files.push((
        "y/a.tf".into(),
        "module \"x\" {\n  source = \"../x\"\n}\n".to_owned() + MODULE,
    ));
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(path, text)| (&**path, &**text))
        .collect();
    let told = together(&files);
    assert!(
        told.iter().any(|line| line.starts_with("y/a.tf ")),
        "{told:?}"
    );
}

#[test]
fn what_holds_itself_is_handed_over_in_time() {
    let text = call(
        "x",
        "name = local.l\n  v = data.airbyte_connector_configuration.self",
    ) + "locals {\n  l = [local.l, local.l, local.m]\n  m = { a = local.m, b = local.l }\n}\n\
           data \"airbyte_connector_configuration\" \"self\" {\n  for_each = data.airbyte_connector_configuration.self\n  \
           connector_name = each.value.connector_name\n}\n";
    let told = together(&[
        ("envs/prod/main.tf", &text),
        ("modules/src/main.tf", MODULE),
    ]);
    assert_eq!(told.len(), 2, "{told:?}");
}
