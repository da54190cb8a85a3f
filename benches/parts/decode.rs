//! Reading what is published, beside the least that the parser can do with it.

use divan::{Bencher, black_box};
use portolan::catalog::wire;

use crate::{
    SOME_SIZES,
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

/// As many entries as are read at most.
#[divan::bench(args = [1_000, 10_000])]
fn our_own_snapshot(bencher: Bencher, size: usize) {
    let text = wire::encode(&stage::sized(size));
    bencher.bench_local(|| wire::decode(text.as_bytes(), None).unwrap());
}

#[divan::bench(args = SOME_SIZES)]
fn writing_a_snapshot(bencher: Bencher, size: usize) {
    let catalog = stage::sized(size);
    bencher.bench_local(|| wire::encode(&catalog));
}
