//! How a page looks: drawn from any format, upright, within bounds.

use crate::files::{docx, jpeg_with_words, odt, paper, pdf, png, two_colours};
use crate::support::{picture, refused};
use image::Rgb;
use pdf::protocol::{Job, Refusal};

fn dark(drawn: &image::RgbImage) -> usize {
    drawn
        .pixels()
        .filter(|Rgb([red, green, blue])| u16::from(*red) + u16::from(*green) + u16::from(*blue) < 200)
        .count()
}

#[test]
fn a_page_of_each_format_shows_its_words() {
    // Part of: F25
    let letter = docx("<w:p><w:r><w:t>Een regel met woorden</w:t></w:r></w:p>");
    let open = odt("<text:p>Een regel met woorden</text:p>");
    for file in [pdf(&["Een regel met woorden"]), letter, open, b"Een regel met woorden".to_vec()] {
        let drawn = picture(&file, 1, 800);
        assert_eq!(drawn.width(), 800);
        assert!((1_130..1_134).contains(&drawn.height()), "{}", drawn.height());
        assert!(dark(&drawn) > 200, "{}", dark(&drawn));
    }
}

#[test]
fn a_photograph_is_turned_as_it_was_held() {
    let held = jpeg_with_words(&two_colours(400, 200), 6, "x", "y");
    let drawn = picture(&held, 1, 100);
    assert_eq!(drawn.dimensions(), (100, 200));
    let Rgb([red, _, blue]) = *drawn.get_pixel(50, 20);
    assert!(red > 180 && blue < 60, "the left half is above");
}

#[test]
fn nothing_is_drawn_wider_than_it_may_be_or_larger_than_it_is() {
    assert_eq!(picture(&pdf(&["x"]), 1, 90_000).width(), 2_000);
    assert_eq!(picture(&png(&two_colours(40, 20)), 1, 2_000).dimensions(), (40, 20));
    let mut strip = paper(&["x"]);
    let page = strip.page;
    strip.set(page, "MediaBox", vec![0.into(), 0.into(), 20.into(), 10_000.into()]);
    assert!(picture(&strip.bytes(), 1, 2_000).height() <= 6_000);
}

#[test]
fn a_page_that_is_not_there_is_said_not_to_be() {
    for page in [0, 2, u32::MAX] {
        for file in [pdf(&["x"]), b"x".to_vec(), png(&two_colours(4, 2))] {
            assert_eq!(refused(Job::Picture { page, width: 100 }, &file), Refusal::NoSuchPage);
        }
    }
}
