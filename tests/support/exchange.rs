//! Lists of clients that come in from another system and go out to it.

use reqwest::Method;
use shared::api::{HandOut, LineState, ListFile, ListPreview, RegulationDraft, TakeOn, path};
use shared::client_list::ListedClient;
use shared::dossier::Command;
use shared::ids::{DossierId, EntryId};
use shared::text::SystemNumber;

use crate::answer::Answer;
use crate::bureau::name;
use crate::person::{Person, new_entry};
use crate::regulation::draft;

/// The system that a test's bureau keeps beside this one.
pub const SYSTEM: &str = "Rivos, beheerd door Bureau Waterkant";

/// A number that is one.
#[must_use]
pub fn number(text: &str) -> SystemNumber {
    SystemNumber::new(text).expect("a number")
}

/// The clients of a preview who are new.
#[must_use]
pub fn new_ones(preview: &ListPreview) -> Vec<ListedClient> {
    let new = preview.lines.iter().filter_map(|line| match &line.state {
        LineState::New { client } => Some(client.clone()),
        _ => None,
    });
    new.collect()
}

impl Person {
    /// The administrator publishes a regulation that names a system beside this one.
    pub async fn names_a_system(&self) -> Answer {
        let record_system = Some(name(SYSTEM));
        self.publishes_draft(RegulationDraft { record_system, ..draft(self.bureau.at.clock.today()) }).await
    }

    /// The coach chooses the file of a list, to see what it would do.
    pub async fn chooses_list(&self, bytes: impl Into<Vec<u8>>) -> Answer {
        let request = self.request(Method::POST, path::EXCHANGE_READ).body(bytes.into());
        self.hears(path::EXCHANGE_READ, request).await
    }

    /// The same, of a file that can be read.
    pub async fn previews(&self, file: &str) -> ListPreview {
        self.chooses_list(file).await.gives()
    }

    /// The coach takes these clients of a list on.
    pub async fn takes_list_on(&self, list: EntryId, clients: Vec<ListedClient>) -> Answer {
        self.posts(path::EXCHANGE_IN, &TakeOn { list, clients }).await
    }

    /// The coach takes on all who are new in a file.
    pub async fn takes_in(&self, file: &str) {
        let new = new_ones(&self.previews(file).await);
        self.takes_list_on(new_entry(), new).await.is_done();
    }

    /// The coach gets a list of her own clients.
    pub async fn gets_list(&self) -> ListFile {
        self.posts(path::EXCHANGE_OUT, &HandOut { entry: new_entry() }).await.gives()
    }

    /// Somebody records the number of a client in the other system, or takes it away.
    pub async fn numbers_her(&self, dossier: DossierId, there: Option<&str>) -> Answer {
        self.wants(dossier, Command::NumberElsewhere { number: there.map(number) }).await
    }
}
