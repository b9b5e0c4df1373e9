//! Values as they are written, in an object and in content.

use hayro::hayro_syntax::object::{Dict, MaybeRef, Number, Object};
use pdf_writer::Obj;
use std::fmt::Write as _;

pub fn put_number(into: Obj<'_>, number: &Number) {
    match whole(number) {
        Some(whole) => into.primitive(whole),
        None => into.primitive(super::narrow(number.as_f64())),
    }
}

fn whole(number: &Number) -> Option<i32> {
    let is_whole = number.as_f64().fract() == 0.0;
    is_whole.then(|| i32::try_from(number.as_i64()).ok()).flatten()
}

/// A value and a space behind it. What is none in content is left out.
pub fn write(out: &mut Vec<u8>, value: &Object<'_>) {
    match value {
        Object::Null(_) => out.extend(b"null"),
        Object::Boolean(true) => out.extend(b"true"),
        Object::Boolean(false) => out.extend(b"false"),
        Object::Number(number) => write_number(out, number),
        Object::String(string) => write_string(out, string.as_bytes()),
        Object::Name(name) => write_name(out, name),
        Object::Array(array) => {
            out.push(b'[');
            for value in array.raw_iter() {
                write_direct(out, &value);
            }
            out.push(b']');
        }
        Object::Dict(dict) => write_dict(out, dict),
        Object::Stream(_) => {}
    }
    out.push(b' ');
}

fn write_direct(out: &mut Vec<u8>, value: &MaybeRef<Object<'_>>) {
    if let MaybeRef::NotRef(value) = value {
        write(out, value);
    }
}

fn write_dict(out: &mut Vec<u8>, dict: &Dict<'_>) {
    out.extend(b"<<");
    for (key, value) in dict.entries() {
        write_name(out, &key);
        out.push(b' ');
        write_direct(out, &value);
    }
    out.extend(b">>");
}

fn write_number(out: &mut Vec<u8>, number: &Number) {
    let mut text = String::new();
    let written = match whole(number) {
        Some(whole) => write!(text, "{whole}"),
        // Never with an exponent, which content does not know.
        None => write!(text, "{}", number.as_f64()),
    };
    out.extend(if written.is_ok() { text.as_bytes() } else { b"0" });
}

fn write_string(out: &mut Vec<u8>, bytes: &[u8]) {
    out.push(b'<');
    for byte in bytes {
        out.extend(hex(*byte));
    }
    out.push(b'>');
}

pub fn write_name(out: &mut Vec<u8>, name: &[u8]) {
    out.push(b'/');
    for byte in name {
        if byte.is_ascii_graphic() && !b"()<>[]{}/%#".contains(byte) {
            out.push(*byte);
        } else {
            out.push(b'#');
            out.extend(hex(*byte));
        }
    }
}

fn hex(byte: u8) -> [u8; 2] {
    let digit = |four: u8| if four < 10 { b'0' + four } else { b'a' + four - 10 };
    [digit(byte >> 4), digit(byte & 0x0f)]
}
