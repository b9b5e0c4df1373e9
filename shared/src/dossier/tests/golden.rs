//! A log of the first release still folds.

use super::coaches::is;
use super::documents::report;
use super::paper_acts::form_of;
use super::records::of_kind;
use super::*;
use crate::dossier::consents::ConsentEvent;
use crate::dossier::forms::{Asked, FormAnswer};
use crate::dossier::keys::Account;
use crate::dossier::purposes::PurposeView;
use crate::dossier::records::{LegalGround, RecordContent, RecordKind, Source};
use crate::dossier::representatives::RepresentativeEvent;
use crate::policy::Policy;
use crate::policy::choices::{Replacement, Service};

/// A log as a release wrote it, and what it meant then. From the first release on such a file is never changed.
#[derive(serde::Serialize, serde::Deserialize)]
struct Golden {
    entries: Vec<(Header, String)>,
    core: crate::dossier::Core,
    items: Vec<crate::dossier::Item>,
}

/// Every kind of event there is, in a story that could happen.
fn golden_story() -> World {
    let (mut world, key) = World::started();
    let (invitation, route) = (InvitationId(id(5)), KeyRoute::Recovered);
    let link = LinkHolder::Inviter;
    let identity = Remark::new("Zij belde mij op haar eigen nummer.").ok();
    world.act(coach(), &Command::MakeInvitation { invitation, route, link, identity }).unwrap();
    world.act(coach(), &Command::WithdrawInvitation { invitation }).unwrap();
    let entry = world.given().entry;
    world.happens(client(), &DossierEvent::RegulationShown, entry);
    world.names_a_system(1, Policy { replacement: Some(is(Replacement::AfterHerYes)), ..Policy::default() });
    world.act(client(), &Command::AcknowledgeRegulation { version: 1 }).unwrap();
    world.is_numbered(coach(), Some("2026-0042")).unwrap();
    world.act(coach(), &Command::PassToSystem {}).unwrap();
    world.act(client(), &Command::SeeRegulation { version: Some(1) }).unwrap();
    world.act(client(), &Command::AskRegulation {}).unwrap();
    world.act(coach(), &Command::PlacePaper { paper: kept("Kast 2", "Samira") }).unwrap();
    world.takes_in(coach(), Service::SecondTrack, true).unwrap();
    let reason = Remark::new("Voor het plan.").ok();
    let (source, ground, beside) = (Source::Doctor, LegalGround::Reintegration, Some(LegalGround::Interest));
    let told = RecordContent { source, ground, beside, reason, ..of_kind(RecordKind::Letter) };
    world.keeps_as(coach(), 1, told).unwrap();
    world.act(client(), &Command::SeeRecords { up_to: u64::MAX }).unwrap();
    world.act(coach(), &Command::LookAtRecords { record: None }).unwrap();
    for view in PurposeView::ALL {
        world.act(coach(), &Command::OpenView { view: *view }).unwrap();
    }
    let item = world.dossier.records().next().unwrap().id.into();
    world.act(coach(), &Command::MarkPaper { item, there: true }).unwrap();
    world.adds(coach(), 1, 0, report(1)).unwrap();
    world.act(client(), &Command::SeeDocuments { up_to: u64::MAX }).unwrap();
    world.act(coach(), &Command::LookAtDocuments { document: None }).unwrap();
    let newer = SoftKey::new(2);
    let entry = world.register(&newer, KeyRoute::Recovered);
    confirm(&mut world, &key, entry).unwrap();
    let entry = world.given().entry;
    world.happens(client(), &DossierEvent::ClientCameBack(Account { account: client().person }), entry);
    let first = world.consult(1);
    world.send(first, &["Een.", "Twee."]).unwrap();
    world.act(client(), &Command::SeeSummary { consult: first, version: 1 }).unwrap();
    world.dispute(first, 1, 1).unwrap();
    world.sign_dispute(&newer, first).unwrap();
    world.act(coach(), &Command::Look { consult: Some(first) }).unwrap();
    world.act(coach(), &Command::Look { consult: None }).unwrap();
    world.answer(first, Verdict::Accepted, Some(&["Zo was het.", "Twee."])).unwrap();
    world.dispute(first, 2, 2).unwrap();
    world.answer(first, Verdict::Refused, None).unwrap();
    world.approve(&newer, first, 2).unwrap();
    world.act(coach(), &Command::ChangeContact {}).unwrap();
    let second = world.consult(2);
    world.send(second, &["Drie."]).unwrap();
    world.act(coach(), &Command::RemindNow { consult: second, version: 1 }).unwrap();
    world.pass_days(4);
    world.act(system(), &Command::Remind { consult: second, version: 1 }).unwrap();
    world.pass_days(12);
    world.act(system(), &Command::LeaveUnanswered { consult: second, version: 1 }).unwrap();
    decides_on_paper(&mut world, &newer, second);
    world.remove(&key, &newer).unwrap();
    world.has_documents(&newer);
    others_come(&mut world, &newer);
    world
}

/// A yes on paper that she confirms, and a no that she contests.
fn decides_on_paper(world: &mut World, key: &SoftKey, consult: ConsultId) {
    let (yes, no) = (form_of(1), form_of(2));
    world.prints(coach(), yes, Asked::Summary { consult, version: 1 }).unwrap();
    world.records(coach(), yes, FormAnswer::Yes).unwrap();
    world.holds(other(), yes, FormAnswer::Yes).unwrap();
    world.confirms_form(key, yes, FormAnswer::Yes).unwrap();
    world.send(consult, &["Vier."]).unwrap();
    world.prints(coach(), no, Asked::Summary { consult, version: 2 }).unwrap();
    world.records(coach(), no, FormAnswer::No).unwrap();
    world.contests(no).unwrap();
}

/// Somebody looks along, somebody stands in, a coach is declined, one is taken back, and one takes over.
fn others_come(world: &mut World, key: &SoftKey) {
    world.has_guests();
    world.has_representatives(key);
    world.asks_for(other()).unwrap();
    let proposal = world.substitution();
    world.act(client(), &Command::DeclineSubstitute { proposal }).unwrap();
    world.pass_days(6);
    world.asks_for(other()).unwrap();
    world.agrees(key).unwrap();
    let proposal = world.substitution();
    world.act(client(), &Command::EndSubstitute { proposal }).unwrap();
    world.proposes(third()).unwrap();
    let proposal = world.proposal();
    world.act(coach(), &Command::WithdrawCoach { proposal }).unwrap();
    world.proposes(third()).unwrap();
    world.meets(coach()).unwrap();
    let proposal = world.proposal();
    world.act(client(), &Command::DeclineCoach { proposal }).unwrap();
    world.proposes(other()).unwrap();
    world.meets(other()).unwrap();
    world.says_yes(key).unwrap();
    world.hands_over(key).unwrap();
}

#[test]
fn a_log_of_the_first_release_still_folds_to_what_it_meant() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/golden/dossier-1.json");
    if std::env::var_os("MAKE_GOLDEN").is_some() && !std::path::Path::new(path).exists() {
        let world = golden_story();
        let contents = world.contents.iter().map(|content| String::from_utf8(content.clone()).unwrap());
        let golden = Golden {
            entries: world.headers.iter().cloned().zip(contents).collect(),
            core: world.dossier.opened().unwrap().clone(),
            items: world.dossier.items().cloned().collect(),
        };
        std::fs::write(path, serde_json::to_string_pretty(&golden).unwrap()).unwrap();
    }
    let golden: Golden = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    verify_chain(golden.entries.iter().map(|(header, _)| header)).unwrap();
    let mut dossier = Dossier::default();
    let mut kinds = BTreeSet::new();
    for (header, content) in &golden.entries {
        assert_eq!(commitment(&[7; 32], content.as_bytes()), header.commitment);
        let event: DossierEvent = read_content(content.as_bytes()).unwrap();
        assert_eq!(event.kind(), header.kind);
        kinds.insert(event.kind());
        if let DossierEvent::SummaryApproved { evidence, .. }
        | DossierEvent::DisputeSigned { evidence, .. }
        | DossierEvent::CoachAccepted { evidence, .. }
        | DossierEvent::HandedOver { evidence, .. }
        | DossierEvent::SubstituteAccepted { evidence, .. }
        | DossierEvent::Representative(RepresentativeEvent::RepresentativeAccepted { evidence, .. })
        | DossierEvent::FormConfirmed { evidence, .. }
        | DossierEvent::Consent(ConsentEvent::ConsentGranted { evidence, .. })
        | DossierEvent::KeyConfirmed { evidence, .. } = &event
        {
            assert!(evidence.verify(&site()).is_ok(), "evidence is verified years later, from its bytes alone");
        }
        dossier.fold(header, &event);
    }
    assert_eq!(kinds.len(), 78, "each kind of event is in it: {kinds:?}");
    assert_eq!(dossier.opened().unwrap(), &golden.core);
    assert_eq!(dossier.items().cloned().collect::<Vec<_>>(), golden.items);
}
