//! What a browser without a terminal starts with.

use portolan::{
    catalog::Catalog,
    launch::{Clipboard, Launch, Opening, Purpose, Settings},
    policy::{Policy, Profile},
    view::{Glyphs, Provenance, check::Asked},
    words::Words,
};

pub(crate) fn launch(catalog: Catalog, provenance: Provenance) -> Launch {
    Launch {
        today: provenance.today,
        provenance,
        catalog,
        arriving: None,
        policy: Policy::bundled().unwrap(),
        asked: Asked::default(),
        profile: Profile::default(),
        words: Words::Current,
        query: String::new(),
        purpose: Purpose::Browse,
        settings: settings(),
        notices: Vec::new(),
        refresher: Box::new(|_| Err("no network here".to_owned())),
    }
}

fn settings() -> Settings {
    Settings {
        theme: None,
        glyphs: Glyphs::Unicode,
        has_colours: true,
        has_mouse: true,
        has_motion: true,
        is_remote: false,
        opening: Opening::Nowhere("without a terminal"),
        clipboard: Clipboard::Off,
        keys: Vec::new(),
        views: Vec::new(),
        state: None,
    }
}
