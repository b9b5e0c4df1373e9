//! Somebody looks along for a reason: let in at the coach's desk, told on the client's phone, ended there.

use crate::board::row_says;
use crate::people::{Hands, Played};
use crate::walk::Walk;
use thirtyfour::Key;

// Part of: W5b
#[tokio::test]
async fn w11b_f62_screens_19_20_a_technician_is_let_in_for_a_fault_and_the_client_reads_why_and_ends_it() {
    let played = Played::begin().await;
    let (world, mut walk) = (&played.world, Walk::default());
    let administrator = world.at_desk("beheerder").await;
    administrator.gets_in(&world.printed("administrator")).await;
    let who = ("Tim Bakker", "tim@bureau.example", "technician");
    let technician = world.works_here(&administrator, "automatiseerder", who).await;
    let (desk, phone, mends) = (&played.coach.page, &played.client.page, &technician.page);
    mends.open(world.server.url("/")).await;
    mends.sees("Er staat nu geen dossier voor u open").await;
    walk.look_around(mends, "technician-nothing").await;

    // The coach says who, for which fault, why and until when; what lacks is told, and nothing is lost.
    desk.follow("Noor Jansen").await;
    desk.click("admit-guest").await;
    desk.chooses("guest-whom", "Tim Bakker, automatiseerder").await;
    desk.fill_part("guest-why", "Ik zie de samenvatting van dinsdag niet.").await;
    desk.click("guest-save").await;
    desk.css(".error-summary:not([hidden])").await;
    walk.look_around(desk, "desk-guest-form").await;
    desk.fill_part("guest-fault", "INC-1042").await;
    desk.click("guest-save").await;
    desk.sees("Tim Bakker kijkt mee tot en met").await;
    desk.focus_is("guests").await;
    walk.look_around(desk, "desk-guest").await;

    // The technician's list has it by itself; the dossier can be read, and nothing else is offered.
    row_says(mends, "Noor Jansen", "U kijkt mee tot en met").await;
    mends.follow("Noor Jansen").await;
    mends.sees("Ik zie de samenvatting van dinsdag niet.").await;
    for mark in ["consult-new", "reach-change", "propose-coach", "admit-guest", "form-make", "to-held"] {
        mends.has_no(mark).await;
    }
    mends.sees_no("@").await;
    walk.look_around(mends, "technician-client").await;
    mends.click_css("[data-test='consult'] a", 0).await;
    mends.sees("Op kantoor, 50 minuten").await;
    for mark in ["form-make", "form-last", "send-summary"] {
        mends.has_no(mark).await;
    }
    mends.follow("Naar Noor Jansen").await;
    mends.click("to-records").await;
    mends.sees("De cliënt leest alles wat hier staat, meteen.").await;

    // On her phone it is there at once: that somebody looks along, who, why, and what was opened.
    phone.open(world.server.url("/")).await;
    phone.sees("Er kijkt iemand mee in uw dossier").await;
    walk.look_around(phone, "home-guest").await;
    phone.click("guest-see").await;
    phone.part("guest").await;
    phone.sees("INC-1042").await;
    phone.sees("Ik zie de samenvatting van dinsdag niet.").await;
    walk.look_around(phone, "people-guest").await;
    phone.click("to-looks").await;
    phone.sees("automatiseerder, kijkt mee tot en met").await;
    phone.sees("Opende wat het bureau van u bewaart.").await;
    walk.look_around(phone, "looks-guest").await;

    // She ends it, after one question; it counts at once.
    phone.driver.back().await.unwrap();
    phone.click("end-guest").await;
    walk.look(phone, "people-guest-end").await;
    phone.keys(Key::Escape).await;
    phone.click("lang-nl").await;
    phone.click("end-guest").await;
    phone.click("no-confirm").await;
    phone.sees("Tim Bakker kan niet meer in uw dossier kijken.").await;
    phone.focus_is("people-said").await;
    desk.sees("Laat iemand meekijken").await;
    mends.open(world.server.url("/")).await;
    mends.sees("Er staat nu geen dossier voor u open").await;
    // What was stays on her page, with who let in and why.
    phone.click("to-looks").await;
    phone.sees("Liet Tim Bakker meekijken, tot en met").await;
    phone.sees("Reden: Ik zie de samenvatting van dinsdag niet.").await;

    // The officer reads that it was, and why, and not about whom.
    let officer = world.officer_at_her_list().await;
    officer.page.sees("Tim Bakker (Automatiseerder) mocht meekijken").await;
    officer.page.sees("storing INC-1042").await;
    walk.look_around(&officer.page, "officer-reasons").await;
    walk.ends();
}
