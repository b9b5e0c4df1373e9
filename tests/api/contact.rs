//! How a client is reached: the coach corrects it, and nobody is invited who cannot be.

use shared::api::{ClientAdded, ClientStart, NewClient, NewContact, path};
use shared::dossier::event::LinkHolder;
use shared::dossier::keys::KeyRoute;
use shared::ids::DossierId;
use shared::text::Phone as Telephone;
use shared::words::Lang;
use support::bureau::{Bureau, email, name};
use support::person::new_entry;
use support::staff::invitation;

fn at(dossier: DossierId) -> String {
    path::to(path::DOSSIER_CONTACT, &[&dossier])
}

fn by_mail(address: &str) -> NewContact {
    NewContact { entry: new_entry(), email: Some(email(address)), phone: None, lang: Lang::En }
}

#[tokio::test]
async fn f4_who_cannot_be_reached_is_not_invited_until_the_coach_corrects_her_address() {
    let bureau = Bureau::start_with(|config| config.sms_mail_domain = None).await;
    let administrator = bureau.administrator().await;
    let coach = bureau.coach(&administrator, "Samira").await;
    let phone = Telephone::new("06 1234 5678").ok();
    let new = NewClient { entry: new_entry(), name: name("Noor"), email: None, phone, lang: Lang::Nl };
    let ClientAdded { dossier, .. } = coach.posts(path::CLIENTS, &new).await.gives();
    let screen = || invitation(LinkHolder::Inviter, KeyRoute::First, None);
    coach.wants_invitation(dossier, &screen()).await.is_refused(422, "contact_unreachable");
    assert!(!bureau.happened(dossier).await.contains(&"invitation_made".to_owned()), "nothing was written");
    assert_eq!(coach.dossier(dossier).await.contact.unwrap().start, ClientStart::NotInvited);

    coach.puts(&at(dossier), &by_mail("noor@client.example")).await.is_done();
    let contact = coach.dossier(dossier).await.contact.unwrap();
    assert_eq!((contact.email, contact.phone, contact.lang), (Some(email("noor@client.example")), None, Lang::En));
    coach.wants_invitation(dossier, &screen()).await.is_done();
    let mail = bureau.mails_to("noor@client.example").await.pop().unwrap();
    assert!(mail.text.contains("code"), "in her own language: {mail:#?}");
    bureau.is_sound().await;
}

#[tokio::test]
async fn f78_that_her_address_changed_is_an_entry_without_the_address() {
    let bureau = Bureau::start().await;
    let (coach, client) = bureau.coach_and_client().await;
    let dossier = client.own();
    let changes = async || bureau.happened(dossier).await.iter().filter(|kind| *kind == "contact_changed").count();
    let new = by_mail("elders@client.example");
    coach.puts(&at(dossier), &new).await.is_done();
    coach.puts(&at(dossier), &by_mail("elders@client.example")).await.is_done();
    assert_eq!(changes().await, 1, "what is already so is no entry");
    let nothing = NewContact { entry: new_entry(), email: None, phone: None, lang: Lang::Nl };
    coach.puts(&at(dossier), &nothing).await.is_refused(422, "bad_request");
    coach.puts(&at(dossier), &by_mail("samira@bureau.example")).await.is_refused(422, "bad_request");
    client.puts(&at(dossier), &by_mail("ik@client.example")).await.is_refused(403, "not_yours");
    assert_eq!(changes().await, 1);
    coach.asks_her(dossier, &["U werkt twee uur."]).await;
    assert!(!bureau.mails_to("elders@client.example").await.is_empty(), "from now on mail goes there");
    bureau.is_sound().await;
}
