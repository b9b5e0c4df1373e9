//! Which words changed between two versions of a text, passage by passage.

use super::summaries::Passage;

/// A stretch of text: in both versions, only in the new one, or only in the old one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// In both.
    Same(String),
    /// Only in the new one.
    Added(String),
    /// Only in the old one.
    Removed(String),
}

/// A passage as it is now, or as it was taken away, with its changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PassageChange {
    /// The number of the passage.
    pub id: u16,
    /// Its words.
    pub pieces: Vec<Piece>,
}

impl PassageChange {
    /// Whether anything changed in it.
    #[must_use]
    pub fn changed(&self) -> bool {
        self.pieces.iter().any(|piece| !matches!(piece, Piece::Same(_)))
    }
}

/// Above this many comparisons a passage is shown as replaced: telling words apart would keep her waiting.
const COMPARED_MAX: usize = 4_000_000;

/// The new text in its order, with what was taken away where it stood.
#[must_use]
pub fn changes_between(old: &[Passage], new: &[Passage]) -> Vec<PassageChange> {
    let mut out = Vec::new();
    let gone = |passage: &Passage| !new.iter().any(|other| other.id == passage.id);
    let removed = |passage: &Passage| PassageChange {
        id: passage.id,
        pieces: vec![Piece::Removed(passage.text.as_str().to_owned())],
    };
    out.extend(old.iter().take_while(|passage| gone(passage)).map(removed));
    for passage in new {
        let before = old.iter().position(|other| other.id == passage.id);
        let text = before.and_then(|at| old.get(at)).map_or("", |other| other.text.as_str());
        out.push(PassageChange { id: passage.id, pieces: words_between(text, passage.text.as_str()) });
        if let Some(at) = before {
            let after = old.iter().skip(at.saturating_add(1));
            out.extend(after.take_while(|passage| gone(passage)).map(removed));
        }
    }
    out
}

fn words_between(old: &str, new: &str) -> Vec<Piece> {
    let split = |text| str::split_inclusive(text, char::is_whitespace).collect::<Vec<&str>>();
    let (old, new) = (split(old), split(new));
    let same_start = old.iter().zip(&new).take_while(|(one, other)| one == other).count();
    let (start, old, new) = (old.get(..same_start), tail(&old, same_start), tail(&new, same_start));
    let same_end = old.iter().rev().zip(new.iter().rev()).take_while(|(one, other)| one == other).count();
    let (old, end) = old.split_at_checked(old.len().saturating_sub(same_end)).unwrap_or((old, &[]));
    let new = new.get(..new.len().saturating_sub(same_end)).unwrap_or(new);
    let mut pieces = Vec::new();
    let same = |pieces: &mut Vec<Piece>, words: &[&str]| push(pieces, Piece::Same(words.concat()));
    same(&mut pieces, start.unwrap_or_default());
    middle(old, new, &mut pieces);
    same(&mut pieces, end);
    pieces
}

fn tail<'a, 'b>(words: &'a [&'b str], from: usize) -> &'a [&'b str] {
    words.get(from..).unwrap_or_default()
}

/// The longest common run of words stays; the rest was taken away or added.
fn middle(old: &[&str], new: &[&str], pieces: &mut Vec<Piece>) {
    if old.len().saturating_mul(new.len()) > COMPARED_MAX {
        push(pieces, Piece::Removed(old.concat()));
        push(pieces, Piece::Added(new.concat()));
        return;
    }
    let lengths = common_lengths(old, new);
    let length = |from_old: usize, from_new: usize| {
        lengths.get(from_old).and_then(|row| row.get(from_new)).copied().unwrap_or_default()
    };
    let (mut at_old, mut at_new) = (0_usize, 0_usize);
    loop {
        match (old.get(at_old), new.get(at_new)) {
            (Some(one), Some(other)) if one == other => {
                push(pieces, Piece::Same((*one).to_owned()));
                at_old = at_old.saturating_add(1);
                at_new = at_new.saturating_add(1);
            }
            (Some(one), other)
                if other.is_none()
                    || length(at_old.saturating_add(1), at_new) >= length(at_old, at_new.saturating_add(1)) =>
            {
                push(pieces, Piece::Removed((*one).to_owned()));
                at_old = at_old.saturating_add(1);
            }
            (_, Some(other)) => {
                push(pieces, Piece::Added((*other).to_owned()));
                at_new = at_new.saturating_add(1);
            }
            _ => return,
        }
    }
}

/// How many words the rests of both texts have in common, for each pair of places.
fn common_lengths(old: &[&str], new: &[&str]) -> Vec<Vec<u16>> {
    let mut rows = vec![vec![0_u16; new.len().saturating_add(1)]];
    for one in old.iter().rev() {
        let mut row = vec![0_u16];
        if let Some(below) = rows.last() {
            for (other, pair) in new.iter().zip(below.windows(2)).rev() {
                let [diagonal_to, diagonal] = pair else { continue };
                let right = row.last().copied().unwrap_or_default();
                row.push(if one == other { diagonal.saturating_add(1) } else { right.max(*diagonal_to) });
            }
        }
        row.reverse();
        rows.push(row);
    }
    rows.reverse();
    rows
}

fn push(pieces: &mut Vec<Piece>, piece: Piece) {
    let (Piece::Same(text) | Piece::Added(text) | Piece::Removed(text)) = &piece;
    if text.is_empty() {
        return;
    }
    match (pieces.last_mut(), piece) {
        (Some(Piece::Same(text)), Piece::Same(more))
        | (Some(Piece::Added(text)), Piece::Added(more))
        | (Some(Piece::Removed(text)), Piece::Removed(more)) => text.push_str(&more),
        (_, piece) => pieces.push(piece),
    }
}

#[cfg(test)]
mod tests {
    use crate::text::PassageText;

    use super::*;

    fn passage(id: u16, text: &str) -> Passage {
        Passage { id, text: PassageText::new(text).unwrap() }
    }

    fn shown(changes: &[PassageChange]) -> String {
        let piece = |piece: &Piece| match piece {
            Piece::Same(text) => text.clone(),
            Piece::Added(text) => format!("+{text}+"),
            Piece::Removed(text) => format!("-{text}-"),
        };
        changes.iter().map(|change| change.pieces.iter().map(piece).collect::<String>()).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn f17_one_changed_word_is_told_and_the_rest_stays() {
        let (old, new) = ([passage(1, "Wij spraken drie dagen lang.")], [passage(1, "Wij spraken vier dagen lang.")]);
        assert_eq!(shown(&changes_between(&old, &new)), "Wij spraken -drie -+vier +dagen lang.");
    }

    #[test]
    fn f17_what_was_taken_away_stands_where_it_stood() {
        let old = [passage(1, "a"), passage(2, "b"), passage(3, "c")];
        assert_eq!(shown(&changes_between(&old, &[passage(1, "a"), passage(3, "c"), passage(4, "d")])), "a|-b-|c|+d+");
    }

    #[test]
    fn f17_words_of_both_versions_keep_their_order() {
        let (old, new) = ([passage(1, "een twee drie vier")], [passage(1, "een drie twee vier vijf")]);
        let changes = changes_between(&old, &new);
        let text = |wanted: fn(&Piece) -> Option<&String>| {
            changes.iter().flat_map(|change| &change.pieces).filter_map(wanted).cloned().collect::<String>()
        };
        let newer = text(|piece| match piece {
            Piece::Same(text) | Piece::Added(text) => Some(text),
            Piece::Removed(_) => None,
        });
        assert_eq!(newer, "een drie twee vier vijf");
    }
}
