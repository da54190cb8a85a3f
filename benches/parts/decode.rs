//! Reading what is published, beside the least that the parser can do with it.

use divan::{Bencher, black_box};
use portolan::catalog::wire::{self, Reach};

use crate::{
    SIZES,
    common::{
        registry::{REAL, registry},
        skipping,
    },
    stage,
};

#[divan::bench]
fn registry_of_real_size(bencher: Bencher) {
    let text = registry(REAL.0, REAL.1);
    bencher.bench_local(|| wire::decode(text.as_bytes(), None).unwrap());
}

#[divan::bench]
fn serde_json_skipping_the_rest(bencher: Bencher) {
    let text = registry(REAL.0, REAL.1);
    bencher.bench_local(|| {
        black_box(skipping::read(&text));
    });
}

#[divan::bench(args = SIZES)]
fn our_own_snapshot(bencher: Bencher, size: usize) {
    let text = wire::encode(&stage::sized(size));
    bencher.bench_local(|| wire::decode_within(Reach::Kept, text.as_bytes(), None).unwrap());
}

#[divan::bench(args = SIZES)]
fn writing_a_snapshot(bencher: Bencher, size: usize) {
    let catalog = stage::sized(size);
    bencher.bench_local(|| wire::encode(&catalog));
}
