//! What goes out: a new PDF of what a file shows, with the stamp on each page.

use crate::job::{Opened, opened};
use crate::pdf_file::{self, Copy, Layers};
use crate::set;
use hayro::hayro_syntax::Pdf;
use hayro::hayro_syntax::object::Dict;
use pdf::protocol::{Answer, Finding, LeftOut, Omitted, Prepared, Refusal, Stamp, What};
use std::collections::BTreeMap;

pub fn prepared(file: Vec<u8>, stamp: &Stamp) -> Result<(Answer, Vec<u8>), Refusal> {
    set::checked(stamp)?;
    let mut made = match opened(file)? {
        Opened::Pdf(pdf, findings) => copied(&pdf, &findings)?,
        Opened::Words(document) => {
            let (file, missing) = set::pages(&document)?;
            let mut left_out = document.left_out().iter().map(|left| (left.what, left.count)).collect();
            add(&mut left_out, Omitted::Letter, missing);
            Copy { file, left_out, drawn: 0 }
        }
        Opened::Picture(photograph) => {
            let mut left_out = BTreeMap::new();
            add(&mut left_out, Omitted::Metadata, u32::try_from(photograph.words.len()).unwrap_or(u32::MAX));
            Copy { file: set::photograph(photograph.kind, photograph.points)?, left_out, drawn: 0 }
        }
    };
    add(&mut made.left_out, Omitted::Letter, set::letters_missing(stamp));
    let (file, pages) = set::stamped(made.file, stamp)?;
    let file = read_again(file, pages)?;
    let left_out = made.left_out.into_iter().map(|(what, count)| LeftOut { what, count }).collect();
    Ok((Answer::Prepared(Prepared { pages, left_out, drawn: made.drawn }), file))
}

/// What was made is read as if a stranger had: it opens, has every page, and nothing beside them but its title.
fn read_again(file: Vec<u8>, pages: u32) -> Result<Vec<u8>, Refusal> {
    let pdf = pdf_file::opened(file)?;
    let has_pages = u32::try_from(pdf.pages().len()) == Ok(pages);
    let is_plain = pdf_file::found(&pdf)?.iter().all(|finding| finding.what == What::Metadata);
    if has_pages && is_plain { Ok(pdf.data().as_ref().to_vec()) } else { Err(Refusal::Broken) }
}

fn copied(pdf: &Pdf, findings: &[Finding]) -> Result<Copy, Refusal> {
    let mut copy = pdf_file::copied(pdf, &Layers::of(pdf))?;
    let metadata = findings.iter().find(|finding| finding.what == What::Metadata);
    add(&mut copy.left_out, Omitted::Metadata, metadata.map_or(0, |finding| finding.count));
    let catalog = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id()).unwrap_or_default();
    let beside: [(&[u8], Omitted); 4] = [
        (b"Outlines", Omitted::Outline),
        (b"StructTreeRoot", Omitted::Structure),
        (b"OpenAction", Omitted::Action),
        (b"AA", Omitted::Action),
    ];
    for (key, what) in beside {
        add(&mut copy.left_out, what, u32::from(catalog.contains_key(key)));
    }
    Ok(copy)
}

fn add(left_out: &mut BTreeMap<Omitted, u32>, what: Omitted, count: u32) {
    if count > 0 {
        *left_out.entry(what).or_default() += count;
    }
}
