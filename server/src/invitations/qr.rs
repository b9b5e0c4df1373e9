//! A link as a QR code: an SVG picture that a phone reads from the coach's screen.

use fast_qr::convert::{Builder, Shape, svg::SvgBuilder};
use fast_qr::qr::QRBuilder;

/// The picture; empty for a text that no QR code holds.
#[must_use]
pub fn svg(text: &str) -> String {
    let Ok(code) = QRBuilder::new(text).build() else { return String::new() };
    SvgBuilder::default().shape(Shape::Square).margin(4).to_str(&code)
}
