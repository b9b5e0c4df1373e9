//! The wire between server and app: paths, requests, answers and errors. Every URL comes from here.

mod board;
mod bureau_log;
mod cases;
mod consents;
mod documents;
mod door;
mod dossiers;
mod drafts;
mod errors;
mod exchange;
mod forms;
mod invitations;
mod looks;
mod passkeys;
pub mod path;
mod purposes;
mod recipients;
mod records;
mod regulations;
mod sessions;
mod staff;

pub use board::{Board, BoardClient, BoardComing, BoardConsult, BoardTerm, ClientStart};
pub use bureau_log::{BureauDeed, BureauLogLine, BureauLogPage, BureauLogQuery};
pub use cases::{CaseLine, CaseList, CaseOpened, CasePage, CasePost, CaseSaid, NewAbout, NewCase};
pub use consents::{
    ConsentAround, ConsentLine, ConsentPage, ConsentsPage, Frozen, GroundLine, LeftOut, NewFrozen, Omitted, SendingLine,
};
pub use documents::{DocumentLine, DocumentPage, DocumentsPage, FileText, NewUpload, Upload};
pub use door::{
    DeletionLine, DoorAnswer, DoorFace, DoorKey, DoorLink, DoorOpened, DoorPass, DoorProof, DoorRoom, DoorSheet,
    DoorState,
};
pub use dossiers::{
    Accepted, Changed, ClientAdded, Colleague, ConsultPage, Contact, DossierLine, DossierPage, GuestWhy,
    InviteRepresentative, MayCome, NewClient, NewContact, NewRepresentative, OpenedEntry, Post, Represents,
};
pub use drafts::{Draft, KeepDraft, draft_item};
pub use errors::{Code, FieldError, FieldFault, Problem};
pub use exchange::{
    Elsewhere, ExchangePage, HandOut, LineState, ListFile, ListLine, ListPreview, NumberLine, PassedLine, TakeOn,
    TakenOn,
};
pub use forms::{FormLine, FormPage, FormsPage, HeldForm};
pub use invitations::{
    ComeBack, InvitationFace, InvitationMade, InvitationPurpose, InvitationState, InvitationView, InviterHalf,
    NewInvitation, OpenInvitation, RedeemInvitation, Registration,
};
pub use looks::{LetIn, LookLine, LooksPage, LooksQuery};
pub use passkeys::{NewPasskey, PasskeyView, RenamePasskey};
pub use purposes::{Assignment, ClientNames, ContactCard, FinanceCard, NamedClient};
pub use recipients::{AgreementLine, ContactLine, RecipientLine, RecipientsPage};
pub use records::{EarlierRecord, IntakeLine, ReasonLine, ReasonOf, RecordLine, RecordPage, RecordsPage, TalkLine};
pub use regulations::{
    CaseTried, OptionForm, ParameterForm, PresetView, PublishRegulation, RegulationChapter, RegulationDesk,
    RegulationDraft, RegulationPage, RegulationRule, RegulationVersion, RuleChoice, RulesFile, RulesTried, TryRules,
};
pub use sessions::{BureauFace, Challenge, Me, NewDevice, SessionView, SignIn, Speak};
pub use staff::{BureauPost, FindCoach, NewStaff, StaffView, Unguided};

/// The request header of what the app does by itself; it does not count as a touch (F8).
pub const BACKGROUND_HEADER: &str = "x-akkoord-background";

/// The cookie by which a browser says which half of the app it wants: `phone` or `desk`.
pub const SIDE_COOKIE: &str = "side";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::{ConsultId, DossierId, Uuid};

    #[test]
    fn a_path_is_filled_in_order() {
        let (dossier, consult) = (DossierId(Uuid::nil()), ConsultId(Uuid::max()));
        assert_eq!(
            path::to(path::CONSULT, &[&dossier, &consult]),
            format!("/api/dossiers/{dossier}/consults/{consult}")
        );
        assert_eq!(path::to(path::BOARD, &[]), "/api/board");
    }

    #[test]
    fn what_is_the_servers_own_never_comes_over_the_wire() {
        let raw = r#"{"entry":"00000000-0000-7000-8000-000000000000","command":{"type":"open","client":"00000000-0000-7000-8000-000000000000"}}"#;
        assert!(serde_json::from_str::<Post>(raw).is_err());
    }
}
