//! Everything that touches files and the network: configuration, the cache, the bundled catalog, fetching.
//! Judges nothing and prints nothing.

mod atomic;
pub mod bundled;
pub mod cache;
pub mod config;
pub mod custom;
pub mod diagnostic;
pub mod environment;
pub mod fetch;
pub mod http;
pub mod load;
mod lock;
pub mod memory;
pub mod paths;
pub mod profile;
pub mod project;
pub mod provenance;
mod read;
pub mod refresh;
mod sides;
pub mod walk;

#[cfg(test)]
pub(crate) mod tests {
    use std::{fs, path::Path};

    /// Writes a test's file, with its folders.
    #[expect(
        clippy::disallowed_methods,
        reason = "a test's own folder need not survive a crash"
    )]
    pub(crate) fn write(path: &Path, text: impl AsRef<[u8]>) {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}
