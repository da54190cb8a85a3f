//! A world beside a server that stands for Airbyte's.

use std::fs;

use serde_json::Value;

use crate::{
    program::{Ran, World, bytes},
    registry::{large, registry},
    server::{Server, answer},
};

/// As many as are bundled, so that none of it looks like half a registry.
pub(crate) const SIZE: usize = 700;
pub(crate) const PATH: &str = "/registry.json";

pub(crate) struct Net {
    pub(crate) world: World,
    pub(crate) server: Server,
}

impl Net {
    pub(crate) fn new() -> Self {
        Self {
            world: World::new(),
            server: Server::start(),
        }
    }

    pub(crate) fn serve(&self, body: impl AsRef<[u8]>) -> &Self {
        self.server
            .on(PATH, [answer("200 OK", &["ETag: \"v1\""], body)]);
        self
    }

    #[track_caller]
    pub(crate) fn refresh(&self, more: &str) -> Ran {
        let line = format!("refresh --from {} {more}", self.server.url(PATH));
        self.world.line(&line)
    }

    /// The refresh fails with a status and one line, and nothing changes.
    #[track_caller]
    pub(crate) fn fails(&self, status: i32, said: &str) {
        let before = bytes(&self.world.cache_file());
        let ran = self.refresh("").exits(status);
        assert_eq!(ran.out, "");
        assert!(ran.err.contains(said), "{said}: {}", ran.err);
        assert_eq!(
            bytes(&self.world.cache_file()),
            before,
            "the cache is as it was"
        );
        self.assert_tidy();
    }

    /// No temporary file is left.
    #[track_caller]
    pub(crate) fn assert_tidy(&self) {
        let folder = self.world.path("home/.cache/portolan");
        let files = fs::read_dir(folder).into_iter().flatten().flatten();
        for file in files {
            let name = file.file_name().into_string().unwrap();
            assert!(
                ["catalog-v1.json", "refresh.lock"].contains(&&*name),
                "{name}"
            );
        }
    }

    pub(crate) fn origin(&self) -> Value {
        self.world.json("info --json")["catalog"]["origin"].clone()
    }
}

pub(crate) fn whole() -> String {
    registry(&large(SIZE))
}
