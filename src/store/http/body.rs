//! Reading a document: unpacked, never past its caps, with every step told.

use std::io::{self, Read};

use crate::{
    store::fetch::{Progress, Trouble},
    text::Text,
};

use super::{Ask, Response, Settings, diagnosis};

const STEP: usize = 64 << 10;

pub(super) fn read(
    response: Response,
    settings: &Settings,
    ask: &Ask<'_>,
) -> Result<Vec<u8>, Trouble> {
    // The client has taken gzip off, header and all.
    if let Some(left) = response.headers().get("content-encoding")
        && left.as_bytes() != b"identity"
    {
        let name = Text::name(&String::from_utf8_lossy(left.as_bytes()));
        return Err(Trouble::Encoding(format!("it is in {name}")));
    }
    let total = response.body().content_length();
    // That limit counts packed bytes only; the other stands outside the unpacking.
    let unpacked = response
        .into_body()
        .into_with_config()
        .limit(settings.wire_cap)
        .reader();
    let mut unpacked = unpacked.take(settings.document_cap + 1);
    let mut bytes = Vec::new();
    let mut step = vec![0; STEP];
    loop {
        let count = match unpacked.read(&mut step) {
            Ok(count) => count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(diagnosis::of(error.into(), settings)),
        };
        bytes.extend_from_slice(step.get(..count).unwrap_or_default());
        let received = bytes.len() as u64;
        if received > settings.document_cap {
            return Err(Trouble::TooLarge(settings.document_cap));
        }
        if ask.watch.is_called_off() {
            return Err(Trouble::CalledOff);
        }
        ask.watch.tell(Progress {
            source: &ask.shown,
            received,
            total,
        });
        if count == 0 {
            return Ok(bytes);
        }
    }
}
