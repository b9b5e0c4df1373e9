//! Streams: content is written anew, pictures lose what lies beside their points, other data is taken as it is.

use super::{Copier, Role, content, keep};
use crate::picture;
use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;
use hayro::hayro_syntax::Filter;
use hayro::hayro_syntax::object::{Dict, Object, Stream};
use hayro::hayro_syntax::page::Resources;
use pdf::protocol::Omitted;
use pdf_writer::{Chunk, Name, Null, Ref};
use std::borrow::Cow;
use std::io::{Read, Write};

/// A photograph that was packed a second time.
const PICTURE_BYTES_MAX: u64 = 40 << 20;

pub fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::default());
    // Writing into memory does not fail.
    let done = packed.write_all(bytes);
    done.and_then(|()| packed.finish()).unwrap_or_default()
}

impl<'a> Copier<'a> {
    pub(super) fn stream(&mut self, chunk: &mut Chunk, to: Ref, stream: &Stream<'a>, role: &Role<'a>) {
        let dict = stream.dict();
        let is = |key: &[u8], name: &[u8]| matches!(dict.get::<Object<'_>>(key), Some(Object::Name(n)) if *n == *name);
        let is_content = is(b"Subtype", b"Form") || dict.contains_key(b"PatternType");
        match role {
            Role::Content(outer) => self.content(chunk, to, stream, Some(outer)),
            _ if is_content => self.content(chunk, to, stream, None),
            // A program for printers.
            _ if is(b"Subtype", b"PS") => chunk.indirect(to).primitive(Null),
            _ => self.data(chunk, to, stream),
        }
    }

    /// Content that names no resources of its own draws with those around it.
    fn content(&mut self, chunk: &mut Chunk, to: Ref, stream: &Stream<'a>, outer: Option<&Resources<'a>>) {
        let dict = stream.dict();
        let resources = match (dict.get::<Dict<'a>>(b"Resources"), outer) {
            (Some(own), _) => Resources::new(own),
            (None, Some(outer)) => outer.clone(),
            (None, None) => Resources::new(Dict::default()),
        };
        let Ok(bytes) = stream.decoded_data() else {
            self.leave_out(Omitted::Unreadable, 1);
            return chunk.indirect(to).primitive(Null);
        };
        let written = content::written(&bytes, &resources, self.layers);
        self.count(&written);
        let packed = deflated(&written.bytes);
        let mut made = chunk.stream(to, &packed);
        made.filter(pdf_writer::Filter::FlateDecode);
        for (key, value) in dict.entries().filter(|(key, _)| keep::is_of_content(key)) {
            self.put(made.insert(Name(&key)), value, &Role::Plain);
        }
        self.put_used(made.insert(Name(b"Resources")), &resources, &written.used, &[]);
    }

    fn data(&mut self, chunk: &mut Chunk, to: Ref, stream: &Stream<'a>) {
        let Some(data) = without_words(stream) else {
            self.leave_out(Omitted::Unreadable, 1);
            return chunk.indirect(to).primitive(Null);
        };
        let mut made = chunk.stream(to, &data.bytes);
        if let Some(filter) = data.unpacked {
            made.filter(filter);
        }
        for (key, value) in stream.dict().entries() {
            let is_of_packing = matches!(&*key, b"Filter" | b"DecodeParms");
            if let Some(role) = keep::role(&key, stream.dict()).filter(|_| !(is_of_packing && data.unpacked.is_some()))
            {
                self.put(made.insert(Name(&key)), value, &role);
            }
        }
    }
}

struct Data<'a> {
    bytes: Cow<'a, [u8]>,
    /// It was packed twice, and now only as a photograph of this kind.
    unpacked: Option<pdf_writer::Filter>,
}

/// Photographs in a file carry their own words, as those outside do.
fn without_words<'a>(stream: &Stream<'a>) -> Option<Data<'a>> {
    let (raw, filters) = (stream.raw_data(), stream.filters());
    let as_is = |bytes: Cow<'a, [u8]>| Data { bytes, unpacked: None };
    match filters.as_slice() {
        [Filter::DctDecode] => Some(as_is(picture::plain_jpeg(&raw)?.into())),
        [Filter::JpxDecode] => Some(as_is(picture::plain_jpeg2000(&raw)?.into())),
        [Filter::FlateDecode, Filter::DctDecode] => {
            let bytes = picture::plain_jpeg(&unpacked(&raw)?)?.into();
            Some(Data { bytes, unpacked: Some(pdf_writer::Filter::DctDecode) })
        }
        [Filter::FlateDecode, Filter::JpxDecode] => {
            let bytes = picture::plain_jpeg2000(&unpacked(&raw)?)?.into();
            Some(Data { bytes, unpacked: Some(pdf_writer::Filter::JpxDecode) })
        }
        all if all.iter().any(|filter| matches!(filter, Filter::DctDecode | Filter::JpxDecode | Filter::Crypt)) => None,
        _ => Some(as_is(raw)),
    }
}

fn unpacked(raw: &[u8]) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    ZlibDecoder::new(raw).take(PICTURE_BYTES_MAX).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}
