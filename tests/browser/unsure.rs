//! What axe-core leaves to a human being, each kind with the answer (U1), and what must still show where the person's
//! own colours take the place of ours (U9).

use support::axe::Violation;

/// A rule, words in what axe-core says of the place, and why it is in order.
const EXPLAINED: [(&str, &str, &str); 1] =
    [("color-contrast", "Element has no value", "an empty field has no letters; it is judged where one is filled")];

/// For axe-core alone: what sticks to an edge lies over letters that scroll, and of these it could not tell.
pub const NOTHING_STICKS: &str = ".bottom-bar, .shell > header { position: static !important; margin: 0 !important }";

/// What nobody has an answer to; a violation always is.
pub fn unexplained(found: &Violation) -> Option<Violation> {
    let explained =
        |place: &&String| EXPLAINED.iter().any(|(rule, words, _)| *rule == found.rule && place.contains(words));
    let places: Vec<String> = found.places.iter().filter(|place| !found.unsure || !explained(place)).cloned().collect();
    (!places.is_empty()).then(|| Violation { places, ..found.clone() })
}

/// In forced colours: controls and states that have neither a line around them nor one under them, and an element with
/// the focus that is not marked. Grounds are all the same then, so only lines tell.
pub const FAINT: &str = "const styles = e => getComputedStyle(e), sides = ['Top', 'Right', 'Bottom', 'Left'];
    const lined = e => sides.every(side => styles(e)[`border${side}Style`] !== 'none'
        && parseFloat(styles(e)[`border${side}Width`]) > 0 && styles(e)[`border${side}Color`] !== styles(e).backgroundColor);
    const under = e => [e, ...e.querySelectorAll('*')].some(part => styles(part).textDecorationLine.includes('underline'));
    const own = e => e.matches('input[type=radio], input[type=checkbox], summary, .banner, .footer a, .brand, .segments .button');
    const top = document.querySelector('dialog:modal') ?? document;
    const seen = [...top.querySelectorAll('a[href], button, input, select, textarea, summary, .tag, .notice, .error-summary')]
        .filter(e => e.checkVisibility({ visibilityProperty: true }) && !e.closest('.sr-only, .skip'));
    const name = e => `${e.tagName}.${e.className} «${(e.innerText ?? e.name).slice(0, 30)}»`;
    const faint = seen.filter(e => !own(e) && !lined(e) && !under(e)).map(name);
    const before = document.activeElement, dark = [];
    before?.blur();
    for (const e of seen.filter(e => e.tabIndex >= 0).slice(0, 12)) {
        e.focus({ focusVisible: true, preventScroll: true });
        const shown = e.matches('input[type=radio], input[type=checkbox]') ? e.closest('label') ?? e : e;
        const { outlineStyle, outlineWidth, outlineColor } = styles(shown);
        if (outlineStyle === 'none' || parseFloat(outlineWidth) < 2 || outlineColor === styles(document.body).backgroundColor)
            dark.push(`focus on ${name(e)}: ${outlineStyle} ${outlineWidth} ${outlineColor}`);
    }
    before?.focus({ preventScroll: true });
    if (!matchMedia('(forced-colors: active)').matches) faint.push('the colours are not forced');
    return [...faint, ...dark]";
