//! Tells the linker which functions to put first: those that every start runs. A system maps a program's file in runs of
//! sixteen pages around each one that is needed, so what is strewn over the file is nearly all of it in memory.
//! `assets/link/first.ld` names them; `cargo bench --bench goals -- --order` writes it anew.
//!
//! A name that is not there any more is passed over. GNU's linker and LLVM's take such a script, some others do not: who
//! chooses a linker, or says anything to it, gets a program that is linked plainly.

use std::env;

const SCRIPT: &str = "assets/link/first.ld";
/// Set where another linker is chosen, in cargo's configuration or by running cargo under mold, and by whoever wants a
/// plain program.
const PLAIN: [&str; 3] = ["RUSTC_LINKER", "MOLD_PATH", "PORTOLAN_PLAIN_LINK"];

fn main() {
    println!("cargo::rerun-if-changed={SCRIPT}");
    for variable in PLAIN {
        println!("cargo::rerun-if-env-changed={variable}");
    }
    if is("PROFILE", "release")
        && is("CARGO_CFG_TARGET_OS", "linux")
        && is("CARGO_CFG_TARGET_ENV", "gnu")
        && is_linker_the_usual()
    {
        let root = env::var("CARGO_MANIFEST_DIR").unwrap_or_default();
        println!("cargo::rustc-link-arg-bin=portolan=-T{root}/{SCRIPT}");
    }
}

fn is(variable: &str, value: &str) -> bool {
    env::var(variable).is_ok_and(|found| found == value)
}

fn is_linker_the_usual() -> bool {
    let flags = env::var("CARGO_ENCODED_RUSTFLAGS").unwrap_or_default();
    !flags.contains("link") && PLAIN.iter().all(|name| env::var_os(name).is_none())
}
