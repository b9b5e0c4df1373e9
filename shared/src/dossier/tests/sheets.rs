//! The sheet of a yes: made once, of what she signed, and collected through the same door as the document inside it.

use super::sendings::{new_sending, of, refused};
use super::sharing::{REPORT, asked, which};
use super::*;
use crate::dossier::consents::sheet_file;
use crate::dossier::documents::{FileFormat, StoredFile};
use crate::dossier::sendings::{DoorStep, NewSending, Proof, SendingCommand, SentFile};
use crate::refusal::{ConsentPart, SendingPart};

impl World {
    /// The sheet of a yes, as the server makes it.
    pub(super) fn sheet(consent: u128) -> StoredFile {
        let hash = Hash::of(&[b"sheet"]);
        StoredFile { id: sheet_file(asked(consent), hash), hash, format: FileFormat::Pdf, bytes: 2_000, pages: 1 }
    }

    pub(super) fn sheet_is_made(&mut self, consent: u128, file: StoredFile) -> Result<usize, Refusal> {
        self.at_the_door(DoorStep::Sheet { document: REPORT, consent: asked(consent), file })
    }
}

#[test]
fn m3c_f33_a_yes_has_one_sheet_and_a_question_none() {
    let (mut world, key) = World::with_a_report();
    world.asks(1, "Om te laten zien hoe het gaat.").unwrap();
    let unfit = Err(Refusal::ConsentUnfit { part: ConsentPart::File });
    let sheet = World::sheet(1);
    assert_eq!(world.sheet_is_made(1, sheet), unfit, "nothing was signed yet");
    world.grants(&key, 1).unwrap();
    assert_eq!(world.sheet_is_made(1, World::sheet(2)), unfit, "the sheet of another");
    assert_eq!(world.sheet_is_made(1, sheet), Ok(1));
    assert_eq!(world.sheet_is_made(1, sheet), Ok(0), "the same again changes nothing");
    assert_eq!(world.sheet_is_made(1, StoredFile { bytes: 2_001, ..sheet }), unfit, "it is made once");
    let made = DoorStep::Sheet { document: REPORT, consent: asked(1), file: sheet };
    let command = Command::Sending(SendingCommand::Door(Box::new(made)));
    for anybody in [client(), coach()] {
        assert!(world.act(anybody, &command).is_err(), "nobody but the server makes one");
    }
}

#[test]
fn f30_f33_the_sheet_goes_through_the_same_door_and_is_counted_apart() {
    let (mut world, _key) = World::with_a_yes();
    let guide = world.guide();
    world.sends_as(guide, NewSending { downloads: 1, ..new_sending(1, 1) }).unwrap();
    let sheet = DoorStep::Begin { which: of(1, 1), proof: Proof::Code, what: SentFile::Sheet };
    assert_eq!(world.at_the_door(sheet.clone()), Err(Refusal::Unknown), "there is none yet");
    world.sheet_is_made(1, World::sheet(1)).unwrap();
    assert_eq!(world.at_the_door(sheet.clone()), Ok(1));
    let download = world.headers.last().unwrap().entry;
    world.at_the_door(DoorStep::End { which: of(1, 1), download, bytes: 9_000 }).unwrap();
    assert_eq!(world.sending(1, 1).downloads[0].given, Some(2_000), "no more than the sheet has");
    assert_eq!(world.at_the_door(sheet.clone()), refused(SendingPart::Used));
    assert_eq!(world.downloads(1, 1), Ok(1), "the document is there for as many times");
    assert_eq!(world.downloads(1, 1), refused(SendingPart::Used));
    world.act(client(), &Command::WithdrawConsent(which(1))).unwrap();
    assert_eq!(world.at_the_door(sheet), refused(SendingPart::NotLive), "F27: the sheet holds the document");
    assert_eq!(world.sheet_is_made(1, World::sheet(1)), Ok(0), "what she signed she keeps");
}
