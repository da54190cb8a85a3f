//! Where settings come from and which wins; slips in them; homes that are not there.

use std::fs;

use crate::{
    program::World,
    registry::{Entry, registry},
};

#[test]
fn the_profile_comes_from_flag_environment_project_and_config_in_that_order() {
    let config =
        "[profile]\ndeployment = 'powered'\npremium_support = true\nenterprise_license = 'no'\n";
    let project = "[profile]\ndeployment = 'sme'\n";
    let deployment = |world: &World, line: &str| {
        let json = world.json(&format!("info --json {line}"));
        let by = json["profile_origins"]["deployment"]["by"]
            .as_str()
            .unwrap()
            .to_owned();
        (
            json["profile"]["deployment"].as_str().unwrap().to_owned(),
            by,
        )
    };
    let world = World::new();
    assert_eq!(deployment(&world, ""), ("cloud".into(), "assumed".into()));
    world.config(config);
    let (value, by) = deployment(&world, "");
    assert_eq!(value, "powered");
    assert!(by.contains("config.toml"), "{by}");
    world.project(project);
    let (value, by) = deployment(&world, "");
    assert_eq!(value, "self_managed_enterprise");
    assert!(by.contains("portolan.toml"), "{by}");
    let world = world.with("PORTOLAN_DEPLOYMENT", "smc");
    let (value, by) = deployment(&world, "");
    assert_eq!(
        (value.as_str(), by.as_str()),
        ("self_managed_community", "PORTOLAN_DEPLOYMENT")
    );
    assert_eq!(deployment(&world, "--on cloud").0, "cloud");
    let json = world.json("info --json");
    assert_eq!(json["profile"]["premium_support"], "yes");
    assert_eq!(json["profile"]["enterprise_license"], "no");
    assert_eq!(json["profile"]["assumed"], false);
}

#[test]
fn an_assumed_deployment_is_said_to_be() {
    let world = World::new();
    for line in ["show source-faker", "list faker", "check source-faker"] {
        let ran = world.line(line);
        let all = format!("{}{}", ran.out, ran.err);
        assert!(all.contains("assumed"), "{line}: {all}");
        let told = world.line(&format!("{line} --on cloud"));
        assert!(
            !format!("{}{}", told.out, told.err).contains("assumed"),
            "{line}"
        );
    }
}

#[test]
fn unknown_keys_are_warned_about_with_file_line_and_the_nearest_key() {
    let world = World::new();
    let file = world.config(
        "theme = 'auto'\nmax_ag = '2w'\n[refersh]\nurls = []\n[profile]\ndeploymet = 'sme'\n",
    );
    let ran = world.line("list postgres --as-of 2026-03-10").exits(0);
    for (line, near) in [(2, "max_age"), (3, "refresh"), (6, "deployment")] {
        let expected = format!("{file}:{line}");
        let told = ran.err.lines().find(|told| told.contains(&expected));
        let told = told.unwrap_or_else(|| panic!("{expected}: {}", ran.err));
        assert!(told.contains("warning") && told.contains(near), "{told}");
    }
    world.project("[chek]\nrequire = 'ready'\n");
    world
        .line("list source-faker")
        .exits(0)
        .says("portolan.toml:1")
        .says("\"check\"");
}

#[test]
fn a_wrong_value_is_an_error_with_file_line_and_the_words_allowed() {
    for (text, place, words) in [
        ("[profile]\ndeployment = 'moon'\n", ":2:", "cloud"),
        ("max_age = 'soon'\n", ":1:", "30d"),
        ("words = 'old'\n", ":1:", "legacy"),
        ("[refresh]\nurls = ['http://example.com']\n", ":2:", "https"),
        ("[profile\n", ":1:", ""),
        ("theme = \n", ":1:", ""),
        ("\u{0}\u{1}", ":1:", ""),
    ] {
        let world = World::new();
        let file = world.config(text);
        let ran = world
            .line("list postgres")
            .exits(2)
            .says(&file)
            .says(place)
            .says(words);
        assert_eq!(ran.err.lines().count(), 1, "{}", ran.err);
        assert_eq!(ran.out, "");
        let world = World::new();
        let file = world.file("mine.toml", text);
        world
            .line(&format!("list --config {file}"))
            .exits(2)
            .says(&file);
    }
    World::new()
        .line("list --config nowhere.toml")
        .exits(2)
        .says("nowhere.toml");
    for (name, value) in [
        ("PORTOLAN_DEPLOYMENT", "moon"),
        ("PORTOLAN_PREMIUM_SUPPORT", "maybe"),
        ("PORTOLAN_WORDS", "old"),
    ] {
        World::new()
            .with(name, value)
            .line("list")
            .exits(2)
            .says(name);
    }
}

#[test]
fn configuration_of_any_bytes_is_no_panic() {
    for bytes in [
        &b"\xff\xfe\x00"[..],
        b"\xef\xbb\xbfmax_age = '2w'",
        b"a = [[[[[[[[",
        b"[profile]\r\ndeployment = 'sme'\r\n",
    ] {
        let world = World::new();
        world.config("");
        world.file("home/.config/portolan/config.toml", bytes);
        world.line("list postgres");
        world.file("home/.config/portolan/custom.toml", bytes);
        world.line("list postgres");
        fs::remove_file(world.path("home/.config/portolan/config.toml")).unwrap();
        world.file("project/portolan.toml", bytes);
        world.line("check source-postgres");
    }
}

#[test]
fn own_connectors_are_listed_and_judged_as_custom() {
    let world = World::new();
    world.file(
        "home/.config/portolan/custom.toml",
        "[[connector]]\nslug = 'source-till'\nname = 'Till'\nimage = 'acme/source-till'\nversion = '1.2.0'\n",
    );
    world.project("[[connector]]\nslug = 'destination-lake'\n");
    let line = world.line("list till --on smc").exits(0);
    assert_eq!(
        line.out,
        "source-till\tsource\tTill\tcustom\tnone\t1.2.0\tcaution\tacme/source-till\n"
    );
    world
        .line("show destination-lake")
        .exits(0)
        .prints("Custom");
    let shown = world.json("show source-till --json --premium-support yes");
    assert_eq!(shown["connector"]["deployments"]["cloud"]["footnote"], "**");
    assert_eq!(shown["connector"]["deployments"]["cloud"]["sla"], "yes");
    // They are added to a catalog that the user names, too.
    let file = world.file("composite.json", registry(&[Entry::new("source-a", 1)]));
    assert_eq!(world.on(&file, "list").exits(0).lines().len(), 3);
}

#[test]
fn old_catalogs_are_said_to_be_old() {
    let world = World::new();
    for (day, is_old) in [
        ("2026-03-01", false),
        ("2026-03-30", false),
        ("2026-03-31", true),
    ] {
        for line in [
            "list faker",
            "show source-faker",
            "check source-faker",
            "list faker --json",
        ] {
            let ran = world.line(&format!("{line} --as-of {day}")).exits(0);
            assert_eq!(
                ran.err.contains("older than 30 days"),
                is_old,
                "{line} {day}: {}",
                ran.err
            );
        }
    }
    let before = world.line("list faker --as-of 2026-02-27").exits(0);
    before.says("newer than 2026-02-27, the day asked about");
    world.config("max_age = '1d'\n");
    world
        .line("list faker --as-of 2026-03-02")
        .exits(0)
        .says("older than 1 day");
}

#[test]
fn the_choice_of_catalog_follows_its_order() {
    let world = World::new();
    let file = |name: &str, slug: &str| world.file(name, registry(&[Entry::new(slug, 1)]));
    let (flag, variable, local) = (
        file("f.json", "source-f"),
        file("v.json", "source-v"),
        file("l.json", "source-l"),
    );
    let listed = |world: &World, line: &str| {
        world
            .line(line)
            .exits(0)
            .out
            .split('\t')
            .next()
            .unwrap()
            .to_owned()
    };
    let world = World::new().with("AIRBYTE_LOCAL_REGISTRY", &local);
    assert_eq!(listed(&world, "list"), "source-l");
    let world = world.with("PORTOLAN_CATALOG", &variable);
    assert_eq!(listed(&world, "list"), "source-v");
    assert_eq!(
        listed(&world, &format!("list --catalog {flag}")),
        "source-f"
    );
}

#[test]
fn without_a_home_everything_but_keeping_works() {
    for home in ["", "/nonexistent", "relative", "/dev/null"] {
        let world = World::new().with("HOME", home);
        for line in [
            "list postgres",
            "show source-postgres",
            "check source-postgres",
            "info",
            "info --json",
        ] {
            let ran = world.line(line).exits(0);
            assert!(!ran.err.contains("HOME"), "{home:?} {line}: {}", ran.err);
        }
    }
    // A folder without a right to enter, and files where folders should be.
    let world = World::new();
    world.file("home/.config", "");
    world.file("home/.cache", "");
    world
        .line("list postgres")
        .exits(0)
        .prints("source-postgres");
    world.line("info").exits(0);
}

#[test]
fn info_names_every_path_and_value_with_its_origin() {
    let world = World::new()
        .with("XDG_CACHE_HOME", "/x/cache")
        .with("PORTOLAN_WORDS", "legacy");
    let json = world.json("info --json");
    assert_eq!(json["paths"]["cache"]["value"], "/x/cache/portolan");
    assert_eq!(json["paths"]["cache"]["by"], "XDG_CACHE_HOME");
    assert_eq!(json["environment"]["PORTOLAN_WORDS"], "legacy");
    assert_eq!(json["profile_origins"]["words"]["value"], "legacy");
    for key in [
        "config",
        "config_file",
        "custom_file",
        "project_file",
        "cache",
        "cache_file",
        "state",
    ] {
        assert!(json["paths"].get(key).is_some(), "{key}");
    }
    world
        .line("info")
        .exits(0)
        .prints("/x/cache/portolan")
        .prints("XDG_CACHE_HOME")
        .prints("690 entries");
}

#[test]
fn no_credentials_are_shown() {
    let address = "https://name:secret@mirror.example/registry.json?token=secret";
    let world = World::new().with("AIRBYTE_LOCAL_REGISTRY", address);
    for line in ["info", "info --json", "list postgres"] {
        let ran = world.line(line).exits(0);
        let all = format!("{}{}", ran.out, ran.err);
        assert!(!all.contains("secret"), "{line}: {all}");
    }
    world
        .line("info")
        .prints("https://mirror.example/registry.json?…");
    let world = World::new().with("PORTOLAN_CATALOG", address);
    let ran = world.line("list").exits(2);
    assert!(!ran.err.contains("secret"), "{}", ran.err);
    for urls in [address, "http://name:secret@mirror.example/"] {
        let world = World::new();
        world.config(&format!("[refresh]\nurls = ['{urls}']\n"));
        let ran = world.line("refresh").exits(2);
        assert!(!ran.err.contains("secret"), "{}", ran.err);
    }
}
