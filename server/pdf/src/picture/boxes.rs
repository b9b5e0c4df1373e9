//! JPEG 2000, as it lies in a PDF: a row of boxes, of which some are words.

/// Boxes that hold the picture and its colours. Descriptions, addresses and rights are others.
const KEPT: [&[u8]; 5] = [b"jP  ", b"ftyp", b"jp2h", b"jp2c", b"pclr"];

/// The same picture without a word beside it. Bare data has no boxes and is taken as it is.
pub fn plain_jpeg2000(bytes: &[u8]) -> Option<Vec<u8>> {
    if bytes.starts_with(&[0xff, 0x4f, 0xff, 0x51]) {
        return Some(bytes.to_vec());
    }
    let (mut plain, mut rest, mut has_picture) = (Vec::new(), bytes, false);
    while let [a, b, c, d, k, i, n, s, ..] = rest {
        let length = usize::try_from(u32::from_be_bytes([*a, *b, *c, *d])).ok()?;
        let length = match length {
            // The last box goes on to the end; a long one says its length behind its name.
            0 => rest.len(),
            1 => usize::try_from(u64::from_be_bytes(rest.get(8..16)?.try_into().ok()?)).ok()?,
            length => length,
        };
        let one = rest.get(..length.min(rest.len())).filter(|one| one.len() >= 8)?;
        let kind = [*k, *i, *n, *s];
        if KEPT.contains(&&kind[..]) {
            plain.extend_from_slice(one);
        }
        has_picture |= kind == *b"jp2c";
        rest = rest.get(one.len()..)?;
    }
    has_picture.then_some(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_description_is_left_out_and_the_picture_is_not() {
        let one =
            |kind: &[u8], data: &[u8]| [&u32::try_from(data.len() + 8).unwrap().to_be_bytes()[..], kind, data].concat();
        let picture = [one(b"jP  ", b"1234"), one(b"jp2c", b"points")].concat();
        let described =
            [one(b"jP  ", b"1234"), one(b"xml ", b"<who/>"), one(b"jp2c", b"points"), one(b"uuid", b"x")].concat();
        assert_eq!(plain_jpeg2000(&described), Some(picture));
        assert_eq!(plain_jpeg2000(b"nothing of it"), None);
    }
}
