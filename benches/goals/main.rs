//! The goals, measured from outside and beside others in one run: `cargo bench --bench goals`, with `-- --markdown`
//! for the table of docs/performance.md. Programs run in a terminal of 120 by 40 and take turns, A B A B, so that what
//! slows the machine slows all of them. What is not installed is skipped, and said so.

#![expect(
    clippy::unwrap_used,
    reason = "a measurement that cannot go on is none"
)]
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "its table is its output"
)]

#[path = "../common/mod.rs"]
mod common;
mod figures;
mod inputs;
mod inside;
mod options;
mod order;
mod outside;
mod process;
mod pty;
mod rivals;
mod roles;
mod session;
mod table;
mod whole;

use options::Options;
use table::Table;

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    if roles::play(&words) {
        return;
    }
    let options = Options::of(&words);
    if options.orders {
        return order::write();
    }
    whole::make();
    let inputs = inputs::Inputs::make();
    let tools = rivals::Tools::find();
    let mut table = Table::default();
    outside::bundled(&options, &inputs, &tools, &mut table);
    outside::large(&options, &inputs, &tools, &mut table);
    outside::idle(&options, &inputs, &tools, &mut table);
    whole::commands(&options, &mut table);
    whole::listing(&options, &inputs, &tools, &mut table);
    whole::pipeline(&options, &inputs, &tools, &mut table);
    // A process that has grown starts others slowly, so what is measured within comes last.
    inside::refilter(&options, &inputs, &tools, &mut table);
    inside::overhead(&mut table);
    inside::decode(&options, &mut table);
    inside::growth(&options, &mut table);
    whole::build(&options, &mut table);
    println!("{}", tools.versions());
    println!("{}", table.text(options.form));
}
