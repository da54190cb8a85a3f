//! What the browser is started with, and what becomes of its answer. Called in process, with a browser that only looks
//! at what it is given.

use std::{cell::RefCell, ffi::OsString, path::Path, sync::Arc};

use jiff::Timestamp;
use portolan::{
    catalog::Connector,
    cli::{self, Colours, Host, Seat, Tty},
    launch::{Clipboard, Launch, Leaving, Many, Opening, Picked, Purpose},
    policy::Profile,
    store::environment::Environment,
    view::{Glyphs, check::Asked},
    words::{Deployment, Level, Readiness, Words},
};

use crate::{
    net::{Net, PATH, whole},
    program::World,
    registry::{Entry, registry},
};

/// A terminal in a world, with a browser that answers at once.
struct Desk<'a> {
    world: &'a World,
    variables: Vec<(&'a str, String)>,
    colours: Colours,
    is_interactive: bool,
    leaving: Result<Leaving, String>,
}

/// What a run left behind.
struct Ended {
    launch: Option<Launch>,
    status: u8,
    out: String,
    err: String,
}

impl<'a> Desk<'a> {
    fn new(world: &'a World) -> Self {
        let at = |inside: &str| world.path(inside).display().to_string();
        Self {
            world,
            variables: vec![
                ("XDG_CONFIG_HOME", at("home/.config")),
                ("XDG_CACHE_HOME", at("home/.cache")),
                ("XDG_STATE_HOME", at("home/.local/state")),
            ],
            colours: Colours::OnTerminals,
            is_interactive: true,
            leaving: Ok(Leaving::Quit),
        }
    }

    fn with(mut self, name: &'a str, value: &str) -> Self {
        self.variables.push((name, value.to_owned()));
        self
    }

    fn leaving(mut self, leaving: Leaving) -> Self {
        self.leaving = Ok(leaving);
        self
    }

    fn run(self, line: &str) -> Ended {
        self.arguments(&line.split_whitespace().collect::<Vec<_>>())
    }

    fn arguments(self, arguments: &[&str]) -> Ended {
        let text = |name: &str| {
            let found = self.variables.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| value.clone())
        };
        let tty = Tty {
            is_terminal: self.is_interactive,
            width: None,
        };
        let seen = RefCell::new(None);
        let browser = |launch: Launch| {
            seen.replace(Some(launch));
            self.leaving.clone()
        };
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let environment = Environment::of(&|name| text(name).map(OsString::from));
        let host = Host {
            now: "2026-03-01T08:00:00Z".parse().unwrap(),
            clock: Timestamp::now,
            folder: Some(self.world.path("project")),
            stdout: tty,
            stderr: tty,
            colours: self.colours,
            glyphs: Glyphs::Unicode,
            seat: Seat::of(self.is_interactive, || true, &environment),
            environment,
            browser: &browser,
            input: &mut std::io::empty(),
            out: &mut out,
            err: &mut err,
        };
        let words = ["portolan"].into_iter().chain(arguments.iter().copied());
        let status = cli::run(words.map(OsString::from), host);
        Ended {
            launch: seen.take(),
            status,
            out: String::from_utf8(out).unwrap(),
            err: String::from_utf8(err).unwrap(),
        }
    }
}

#[track_caller]
fn launched(world: &World, line: &str) -> Launch {
    let ended = Desk::new(world).run(line);
    assert_eq!((ended.status, &*ended.err), (0, ""));
    ended.launch.unwrap()
}

#[test]
fn on_a_terminal_a_query_alone_browses() {
    let world = World::new();
    let launch = launched(&world, "postgres level:airbyte --kind source,destination");
    assert_eq!(
        launch.query,
        "postgres level:airbyte kind:source,destination"
    );
    assert_eq!(launch.purpose, Purpose::Browse);
    assert!(launch.catalog.len() > 600);
    assert_eq!(launch.provenance.origin, "bundled");
    assert!(!launch.provenance.is_deployment_given);
    assert_eq!(launch.notices, [""; 0]);
    assert_eq!(launch.today.to_string(), "2026-03-01");
    let settings = launch.settings;
    assert!(settings.has_colours && settings.has_mouse && settings.has_motion);
    assert_eq!(settings.clipboard, Clipboard::Auto);
    assert_eq!(settings.theme, None);
    assert_eq!(
        settings.state,
        Some(world.path("home/.local/state/portolan"))
    );
}

/// What cannot take a line back gets none.
#[test]
fn how_far_a_fetch_is_stands_on_no_dumb_terminal() {
    let net = Net::new();
    net.serve(whole());
    let line = format!("refresh --check --from {}", net.server.url(PATH));
    for (term, is_drawn) in [("xterm", true), ("dumb", false)] {
        let ended = Desk::new(&net.world).with("TERM", term).run(&line);
        assert_eq!(ended.status, 0, "{}", ended.err);
        assert_eq!(
            ended.err.contains("\u{1b}[K"),
            is_drawn,
            "{term}: {}",
            ended.err
        );
    }
}

#[test]
fn options_of_list_a_dumb_terminal_and_a_pipe_list() {
    let world = World::new();
    for line in [
        "s3 --json",
        "s3 --fields slug",
        "s3 --limit 1",
        "s3 --all",
        "list s3",
    ] {
        let ended = Desk::new(&world).run(line);
        assert!(ended.launch.is_none(), "{line}");
        assert!(ended.out.contains("s3"), "{line}: {}", ended.out);
    }
    let dumb = Desk::new(&world).with("TERM", "dumb").run("s3");
    assert!(dumb.launch.is_none() && dumb.out.contains("source-s3"));
    let mut piped = Desk::new(&world);
    piped.is_interactive = false;
    let piped = piped.run("s3");
    assert!(piped.launch.is_none() && piped.out.contains("source-s3"));
    let misplaced = Desk::new(&world).run("--theme dark list s3");
    assert_eq!(misplaced.status, 2);
}

#[test]
fn the_deployment_of_the_query_is_left_to_the_browser_and_the_one_of_an_option_is_the_usual() {
    let world = World::new();
    let launch = launched(&world, "s3 on:oss");
    assert_eq!(launch.query, "s3 on:oss", "the browser follows it");
    assert_eq!(launch.profile.deployment, Deployment::Cloud);
    assert!(!launch.provenance.is_deployment_given);
    let launch = launched(&world, "s3 on:oss --on powered --words legacy");
    assert_eq!(launch.profile.deployment, Deployment::Powered);
    assert_eq!(launch.words, Words::Legacy);
}

#[test]
fn what_is_wrong_in_the_configuration_is_said_on_the_screen_and_the_rest_holds() {
    let world = World::new();
    world.config("theme = 'dark'\nmax_age = 'soon'\nwords = 'legacy'\n");
    let launch = launched(&world, "s3");
    assert_eq!(launch.words, Words::Legacy);
    assert_eq!(launch.settings.theme.as_deref(), Some("dark"));
    let [notice] = &launch.notices[..] else {
        panic!("{:?}", launch.notices);
    };
    assert!(notice.contains("config.toml:2:11: max_age"), "{notice}");
    let listed = Desk::new(&world).run("list s3");
    assert_eq!(listed.status, 2, "a command does not go on");
}

#[test]
fn the_browser_asks_of_a_connector_what_check_asks_here() {
    let world = World::new();
    let asked = |world: &World| launched(world, "s3").asked;
    assert_eq!(asked(&world), Asked::default());
    world.project(
        "[check]\nrequire = 'ready'\nmax_level = 'airbyte'\n\
         [[check.for]]\npaths = ['prod']\nrequire = 'avoid'\n\
         [[check.for]]\nenvironment = 'staging'\nwithin = '7d'\n\
         [[check.except]]\nconnector = 'Airtable'\nreason = 'agreed'\nexpires = '2026-12-31'\n\
         [[check.except]]\nconnector = 'notion'\nreason = 'there only'\npaths = ['prod']\nexpires = '2026-12-31'\n",
    );
    let policy = asked(&world);
    let exempted: Vec<&str> = policy.exemptions.iter().map(|of| &*of.connector).collect();
    assert_eq!(exempted, ["Airtable"]);
    let catalog = launched(&world, "s3").catalog;
    let requirement = policy.of(&catalog);
    assert_eq!(requirement.require, Readiness::Ready);
    assert_eq!(requirement.levels, Some(vec![Level::Airbyte]));
    assert_eq!(requirement.within_days, None, "another environment");
    let keys = requirement.exemptions.iter().map(|(key, _)| key);
    let airtable = catalog
        .connectors()
        .iter()
        .find(|c| c.slug == "source-airtable");
    assert!(keys.eq(airtable.map(Connector::key).iter()));
    assert!(requirement.source.document.ends_with("portolan.toml"));
}

#[test]
fn a_policy_that_cannot_be_understood_is_told_and_the_default_is_asked() {
    let world = World::new();
    world.project("[check]\nmax_level = 'airbyte'\nlevels = ['marketplace']\n");
    let launch = launched(&world, "s3");
    assert_eq!(launch.asked, Asked::default());
    let told = launch.notices.last().unwrap();
    assert!(told.starts_with("[check]: no level"), "{told}");
    assert!(told.ends_with("the check screen asks for portolan's default"));
}

#[test]
fn a_named_catalog_that_cannot_be_read_ends_a_browser_as_every_command() {
    let world = World::new();
    let torn = world.file("torn.json", "{\n\"sources\": [");
    let none = world.path("none.json").display().to_string();
    for file in [&torn, &none] {
        let listed = Desk::new(&world).run(&format!("list --catalog {file}"));
        assert_eq!((listed.status, &*listed.out), (2, ""));
        assert!(
            listed.err.contains(&format!("portolan: {file}:")),
            "{}",
            listed.err
        );
        for command in ["", "s3", "pick s3"] {
            let named = Desk::new(&world).run(&format!("{command} --catalog {file}"));
            let variables = ["PORTOLAN_CATALOG", "AIRBYTE_LOCAL_REGISTRY"];
            let [own, registry] =
                variables.map(|name| Desk::new(&world).with(name, file).run(command));
            for (ended, by) in [
                (&named, String::new()),
                (&own, " (named by PORTOLAN_CATALOG)".to_owned()),
                (&registry, " (named by AIRBYTE_LOCAL_REGISTRY)".to_owned()),
            ] {
                let told = format!("{}{by}\n", listed.err.trim_end());
                assert_eq!((ended.status, &*ended.err), (2, &*told), "{command}");
                assert!(ended.launch.is_none(), "{command}");
            }
        }
    }
}

#[test]
fn a_cache_that_cannot_be_read_gives_way_to_the_bundled_catalog() {
    let world = World::new();
    world.file("home/.cache/portolan/catalog-v1.json", "torn");
    let launch = launched(&world, "s3");
    assert_eq!(launch.provenance.origin, "bundled");
    let told = &launch.notices[0];
    assert!(
        told.ends_with("the bundled catalog is used instead"),
        "{told}"
    );
}

#[test]
fn a_refresh_that_may_not_be_says_why() {
    let world = World::new();
    let catalog = world.file("own.json", registry(&[Entry::new("source-made", 1)]));
    let table = [
        ("s3 --offline".to_owned(), "forbids it"),
        (format!("s3 --catalog {catalog}"), "is a file of yours"),
    ];
    for (line, expected) in table {
        let launch = launched(&world, &line);
        let refused = (launch.refresher)(&|_: String| ()).err().unwrap();
        assert!(refused.contains(expected), "{refused}");
    }
}

#[test]
fn a_refresh_brings_the_fresh_catalog_with_the_user_s_own_connectors() {
    let net = Net::new();
    let entries = crate::registry::large(crate::net::SIZE);
    net.serve(registry(&entries));
    net.world
        .config(&format!("[refresh]\nurls = ['{}']\n", net.server.url(PATH)));
    net.world
        .project("[[connector]]\nslug = 'source-till'\nimage = 'acme/source-till'\n");
    let launch = launched(&net.world, "");
    let lines = RefCell::new(Vec::new());
    let fresh = (launch.refresher)(&|line: String| lines.borrow_mut().push(line))
        .map_err(|why| panic!("{why}"))
        .ok()
        .unwrap();
    assert!(!fresh.is_unchanged);
    assert!(fresh.catalog.connectors().iter().any(|c| c.is_own));
    assert_eq!(fresh.provenance.origin, "cache");
    assert_eq!(fresh.provenance.entries, fresh.catalog.len());
    assert!(net.world.cache_file().exists());
    let lines = lines.into_inner();
    assert!(lines.iter().any(|line| line.contains(" MB")), "{lines:?}");
}

#[test]
fn options_go_before_the_environment_and_that_before_the_configuration() {
    let world = World::new();
    world.config("theme = 'dark'\n");
    let desk = || Desk::new(&world).with("PORTOLAN_THEME", "light");
    let theme = |ended: Ended| ended.launch.unwrap().settings.theme;
    assert_eq!(theme(desk().run("")).as_deref(), Some("light"));
    let plain = theme(desk().arguments(&["--theme", "pl\x1bain"]));
    assert_eq!(plain.as_deref(), Some("pl␛ain"));
    let settings = |desk: Desk<'_>, line: &str| desk.run(line).launch.unwrap().settings;
    assert!(!settings(desk(), "--no-mouse").has_mouse);
    assert_eq!(settings(desk(), "--ascii").glyphs, Glyphs::Ascii);
    assert!(!settings(desk(), "--color never").has_colours);
    assert!(!settings(desk().with("NO_MOTION", "1"), "").has_motion);
    let mut plain = desk();
    plain.colours = Colours::Never;
    assert!(!settings(plain, "").has_colours);
    let remote = settings(desk().with("SSH_TTY", "/dev/pts/1"), "");
    assert!(remote.is_remote);
    assert_eq!(remote.opening, Opening::Nowhere("over SSH"));
    let off = settings(desk().with("PORTOLAN_CLIPBOARD", "off"), "");
    assert_eq!(off.clipboard, Clipboard::Off);
    let odd = desk().with("PORTOLAN_CLIPBOARD", "osc").run("");
    let odd = odd.launch.unwrap();
    assert_eq!(odd.settings.clipboard, Clipboard::Auto);
    assert!(odd.notices[0].contains("PORTOLAN_CLIPBOARD: unknown"));
}

#[test]
fn a_screen_that_fails_is_told_in_one_line() {
    let world = World::new();
    let mut desk = Desk::new(&world);
    desk.leaving = Err("the terminal went away".to_owned());
    let ended = desk.run("");
    assert_eq!(ended.status, 2);
    assert_eq!(ended.err, "portolan: the terminal went away\n");
}

/// A catalog file with its connectors chosen by name.
fn picked(catalog: &str, slugs: &[&str]) -> Picked {
    let catalog = portolan::store::load::file(Path::new(catalog))
        .unwrap()
        .catalog;
    let place = |slug: &&str| {
        let mut connectors = catalog.connectors().iter();
        connectors.position(|c| c.slug == **slug).unwrap()
    };
    Picked {
        places: slugs.iter().map(place).collect(),
        profile: Profile::default(),
        catalog: Arc::new(catalog),
    }
}

#[test]
fn what_was_picked_is_printed_in_the_order_of_the_list() {
    let world = World::new();
    let entries = [
        Entry::new("source-a", 1),
        Entry::new("source-b", 2),
        Entry::new("destination-c", 3),
    ];
    let catalog = world.file("three.json", registry(&entries));
    let of = |slugs: &[&str]| Leaving::Picked(picked(&catalog, slugs));
    let run = |leaving: Leaving, more: &str| {
        let desk = Desk::new(&world).leaving(leaving);
        desk.run(&format!("pick --catalog {catalog} {more}"))
    };
    let several = run(of(&["source-b", "destination-c"]), "-m");
    assert_eq!(
        (several.status, &*several.out),
        (0, "source-b\ndestination-c\n")
    );
    let purpose = several.launch.unwrap().purpose;
    assert_eq!(purpose, Purpose::Pick(Many::Several));
    let nul = run(of(&["source-a", "source-b"]), "-m -0");
    assert_eq!(nul.out, "source-a\0source-b\0");
    let one = run(of(&["source-a"]), "--as image");
    assert_eq!(one.launch.unwrap().purpose, Purpose::Pick(Many::One));
    assert!(one.out.starts_with("airbyte/source-a:"), "{}", one.out);
}

#[test]
fn what_was_picked_is_what_was_on_the_screen_whatever_became_of_the_file() {
    let world = World::new();
    let catalog = world.file("one.json", registry(&[Entry::new("source-a", 1)]));
    let seen = picked(&catalog, &["source-a"]);
    let expected = seen.connectors()[0].version.clone().unwrap();
    let other = Entry::new("source-a", 1).set("dockerImageTag", "9.9.9");
    world.file("one.json", registry(&[other]));
    let line = format!("pick --catalog {catalog} --as image");
    let ended = Desk::new(&world).leaving(Leaving::Picked(seen)).run(&line);
    assert_eq!(ended.out, format!("airbyte/source-a:{expected}\n"));
}

#[test]
fn what_was_picked_is_printed_as_the_screen_judged_it() {
    let world = World::new();
    let entry = Entry::new("source-a", 1);
    let catalog = world.file("one.json", registry(&[entry]));
    let printed = |deployment| {
        let mut picked = picked(&catalog, &["source-a"]);
        picked.profile.deployment = deployment;
        let line = format!("pick --catalog {catalog} --as json");
        let desk = Desk::new(&world).leaving(Leaving::Picked(picked));
        desk.run(&line).out
    };
    let asked = |on: &str| {
        let line = format!("pick -1 source-a on:{on} --catalog {catalog} --as json");
        Desk::new(&world).run(&line).out
    };
    let community = printed(Deployment::SelfManagedCommunity);
    assert!(community.contains("source-a"), "{community}");
    assert_ne!(community, printed(Deployment::Powered));
    assert_eq!(community, asked("oss"));
    assert_eq!(printed(Deployment::Powered), asked("powered"));
}

#[test]
fn a_pick_that_is_left_is_aborted() {
    let world = World::new();
    for leaving in [Leaving::Quit, Leaving::Aborted] {
        let ended = Desk::new(&world).leaving(leaving).run("pick s3");
        assert_eq!((ended.status, &*ended.out, &*ended.err), (130, "", ""));
    }
    let dumb = Desk::new(&world).with("TERM", "dumb").run("pick s3");
    assert!(dumb.status == 2 && dumb.launch.is_none());
}

/// A catalog of one connector in a file that takes long to read.
fn large(world: &World, end: &str) -> String {
    let text = registry(&[Entry::new("source-made", 1)]);
    world.file("large.json", format!("{text}{}{end}", " ".repeat(9 << 20)))
}

#[test]
fn a_large_catalog_is_read_by_the_browser() {
    let world = World::new();
    let line = format!(
        "made --kind source --language none --catalog {}",
        large(&world, "")
    );
    let launch = launched(&world, &line);
    assert!(launch.catalog.is_empty());
    assert_eq!(launch.query, "made kind:source language:none");
    assert_eq!(launch.notices, [""; 0]);
    let still = (launch.refresher)(&|_: String| ()).err().unwrap();
    assert_eq!(still, "the catalog is still being read");
    let arriving = launch.arriving.unwrap();
    assert_eq!(arriving.what, "large.json (9 MB)");
    let Ok(arrived) = (arriving.reader)() else {
        panic!("it can be read");
    };
    assert_eq!(arrived.catalog.len(), 1);
    assert_eq!(arrived.provenance.origin, "file");
    assert_eq!(arrived.provenance.entries, 1);
    let refused = (launch.refresher)(&|_: String| ()).err().unwrap();
    assert!(refused.contains("is a file of yours"), "{refused}");
}

#[test]
fn a_large_catalog_that_cannot_be_read_is_told_as_every_command_tells_it() {
    let world = World::new();
    let line = format!("--catalog {}", large(&world, "}"));
    let launch = launched(&world, &line);
    let why = (launch.arriving.unwrap().reader)().err().unwrap();
    let listed = Desk::new(&world).run(&format!("list {line}"));
    assert_eq!(listed.err, format!("portolan: {why}\n"));
    let ended = Desk::new(&world).leaving(Leaving::Failed(why)).run(&line);
    assert_eq!((ended.status, ended.err), (2, listed.err));
}

#[test]
fn what_is_wrong_on_the_command_line_is_told_before_a_large_catalog_is_read() {
    let world = World::new();
    let line = format!("--level none-such --catalog {}", large(&world, ""));
    let ended = Desk::new(&world).run(&line);
    assert_eq!(ended.status, 2);
    assert!(ended.launch.is_none(), "{}", ended.err);
}

#[test]
fn a_question_that_needs_no_screen_reads_a_large_catalog_first() {
    let world = World::new();
    let line = format!("pick --select-1 made --catalog {}", large(&world, ""));
    let ended = Desk::new(&world).run(&line);
    assert_eq!((ended.status, &*ended.out), (0, "source-made\n"));
    assert!(ended.launch.is_none());
}

#[test]
fn a_browser_without_a_catalog_says_why() {
    let world = World::new();
    for line in ["", "pick"] {
        let failed = Leaving::Failed("no thread could be started".to_owned());
        let ended = Desk::new(&world).leaving(failed).run(line);
        assert_eq!(ended.status, 2);
        assert_eq!(ended.err, "portolan: no thread could be started\n");
    }
}
