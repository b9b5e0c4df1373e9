//! The checker of what goes out: what it misses, and what it takes for something else.

use std::collections::BTreeSet;

use super::found;
use super::plain::words;
use super::terms::{HEALTH, Terms, written};
use crate::dossier::consents::{Finding, Hit, Sought};
use crate::time::CivilDate;

fn on() -> CivilDate {
    "2026-11-30".parse().unwrap()
}

fn looked(text: &str, sought: Sought) -> Vec<String> {
    let hits = found(&[text.to_owned()], &[sought], &[], on());
    hits.into_iter().map(|hit| hit.finding.found.to_string()).collect()
}

#[test]
fn the_list_is_long_and_every_line_of_it_does_something() {
    let terms: Vec<&str> = written(HEALTH).collect();
    let (except, alarms): (Vec<&str>, Vec<&str>) = terms.iter().partition(|term| term.starts_with('!'));
    assert!(alarms.len() >= 400, "{}", alarms.len());
    assert_eq!(terms.iter().collect::<BTreeSet<_>>().len(), terms.len(), "none stands there twice");
    let only_alarms = Terms::read(&alarms.join(", "));
    let mut idle: Vec<&str> = Vec::new();
    for term in except {
        let word = term.trim_matches(['!', '*']);
        let upper = words(&word.to_uppercase());
        if only_alarms.at(&words(word)).or(only_alarms.at(&upper)).is_none() {
            idle.push(term);
        }
    }
    assert_eq!(idle, [""; 0], "no alarm anyway");
    for term in alarms.iter().filter(|term| !term.starts_with('=')) {
        let folded: Vec<String> = words(term).into_iter().map(|word| word.folded).collect();
        assert_eq!(folded.join(" "), term.replace('*', ""), "{term} can never be found");
    }
}

// Part of: W7e
#[test]
fn f37_words_about_health_are_found_however_they_are_written() {
    for (text, found) in [
        ("Zij heeft een depressie gehad.", "depressie"),
        ("Hij is depressief geweest", "depressief"),
        ("DEPRESSIEVE klachten", "depressieve"),
        ("De diagnose is nog niet bekend", "diagnose"),
        ("gediagnosticeerd? nee: gediagnosed", ""),
        ("Er is sprake van een burn-out.", "burn out"),
        ("Er is sprake van een burn-\nout.", "burnout"),
        ("Zij kreeg de diag-\nnose", "diagnose"),
        ("Er is een schouder\nblessure", "blessure"),
        ("de\u{301}pressie", "depressie"),
        ("depres\u{ad}sie", "depressie"),
        ("de\u{200b}pressie", "depressie"),
        ("d e p r e s s i e", "depressie"),
        ("\u{ff24}\u{ff25}\u{ff30}\u{ff32}\u{ff25}\u{ff33}\u{ff33}\u{ff29}\u{ff25}", "depressie"),
        ("een depres\nsieve bui", "depres sieve"),
        ("Zij gebruikt medicatie.", "medicatie"),
        ("Hij slikt sertraline", "sertraline"),
        ("met PTSS", "ptss"),
        ("chronisch vermoeid", "chronisch vermoeid"),
        ("Zij heeft last van haar rug: rugklachten", "rugklachten"),
        ("hij heeft ruggenpijn", "ruggenpijn"),
        ("in behandeling bij een psycholoog", "psycholoog"),
        ("wacht op een operatie aan de knie", "operatie aan"),
        ("borstkanker", "borstkanker"),
        ("is zwanger", "zwanger"),
        ("volgens de FML", "fml"),
        ("haar belastbaarheid is", "belastbaarheid"),
        ("kan door MS niet lang staan", "ms"),
        ("wegens ziekte afwezig", "ziekte"),
        ("is ziekgemeld op", "ziekgemeld"),
        ("is opgenomen geweest in een kliniek", "kliniek"),
        ("therapie via de fysiotherapeut", "therapie"),
    ] {
        let hits = looked(text, Sought::Health);
        assert_eq!(hits.first().map_or("", String::as_str), found, "{text}: {hits:?}");
    }
}

#[test]
fn f37_what_says_nothing_of_health_is_no_alarm() {
    for text in [
        "Zij werkt twee uur per dag en bouwt dat op naar vier uur. De leidinggevende is tevreden over het tempo.",
        "Hij zoekt werk in de gezondheidszorg, als planner of als administratief medewerker. Hij is stressbestendig.",
        "Vaardigheden: MS Office, MS Excel, boekhouden. Rijbewijs B. Talen: Nederlands, Engels, Pools.",
        "De klachtenregeling en de klachtencommissie staan in het reglement. Zij woont in Pijnacker.",
        "Met de werkgever is contact opgenomen. De afspraken zijn opgenomen in de bijlage. De planning blijft als die is.",
        "Het belastbaar inkomen over 2025; de belastingdienst vroeg om de jaaropgave.",
        "Als zij dat wil, kan zij een opleiding volgen. Haar moeder past op de kinderen. Dat kostte moeite.",
        "Zij deed een beroepskeuzetest, schreef drie brieven en voerde twee gesprekken met een mogelijke werkgever.",
        "De proefplaatsing begint op 1 december 2026 en duurt twee maanden. UWV heeft toestemming gegeven.",
        "Hij leidde een ploeg van acht mensen, werkte met een heftruck en deed de bestellingen voor het magazijn.",
        "In een druk bedrijf hield zij het overzicht. Van harte aanbevolen! Het hart van de zaak is de planning.",
        "De functie vraagt nauwkeurigheid, samenwerken en een vlotte pen. De reistijd is veertig minuten.",
    ] {
        let hits = found(&[text.to_owned()], &[Sought::Health, Sought::CitizenNumber, Sought::BirthDate], &[], on());
        assert_eq!(hits, [], "{text}");
    }
}

// Part of: W7e
#[test]
fn f37_a_citizen_number_is_found_however_it_is_cut() {
    for text in [
        "BSN 111222333",
        "bsn:111222333.",
        "BSN111222333",
        "1112.22.333",
        "111 222 333",
        "111-222-333",
        "1112\n22333",
        "nummer 1\u{a0}112\u{a0}22\u{a0}333",
        "\u{661}\u{661}\u{661}\u{662}\u{662}\u{662}\u{663}\u{663}\u{663}",
        "\u{ff11}\u{ff11}\u{ff11}222333",
        "111\u{ad}222\u{200b}333",
        "op 12 111222333 en 4",
    ] {
        assert_eq!(looked(text, Sought::CitizenNumber), ["111222333"], "{text}");
    }
    assert_eq!(looked("burgerservicenummer 11122238", Sought::CitizenNumber).len(), 0, "it does not pass");
    assert_eq!(looked("burgerservicenummer 10000008", Sought::CitizenNumber), ["10000008"]);
    for text in
        ["111222334", "000000000", "0612345678", "NL91 ABNA 0417 1643 00", "11122233", "30-11-2026 14:30", "1112223334"]
    {
        assert_eq!(looked(text, Sought::CitizenNumber).len(), 0, "{text}");
    }
}

// Part of: W7e
#[test]
fn f37_a_day_of_birth_is_found_and_a_day_of_now_is_not() {
    for text in [
        "geboren op 12-03-1975",
        "Geboortedatum: 12 maart 1975",
        "geb. 12/3/75",
        "12.03.1975",
        "1975-03-12",
        "March 12, 1975",
        "12 mrt 1975",
        "geboren 12031975",
        "geboren op 1 januari 2015",
    ] {
        assert_eq!(looked(text, Sought::BirthDate).len(), 1, "{text}");
    }
    for text in [
        "geboren in Ede, 06-12345678",
        "op 12-03-2026",
        "1 december 2026",
        "sinds 2009",
        "in maart 1998",
        "om 12.30 uur",
        "van 2001 tot 2009",
    ] {
        assert_eq!(looked(text, Sought::BirthDate).len(), 0, "{text}");
    }
}

// Part of: W7d
#[test]
fn f36_where_somebody_lives_and_how_she_is_reached_is_found_on_a_cv() {
    for text in [
        "Kerkstraat 12",
        "Lange Vijverberg 4\n1017 AB Amsterdam",
        "3511 LX Utrecht",
        "06-12345678",
        "0612345678",
        "030 765 43 21",
        "+31 6 1234 5678",
        "0031612345678",
        "noor.jansen@post.example",
        "Woonplaats: Zwolle",
        "12 maart 1975, 06-12345678",
    ] {
        assert!(!looked(text, Sought::Contact).is_empty(), "{text}");
    }
    assert_eq!(looked("schrijf naar noor.jansen@post.example vandaag", Sought::Contact), ["noor jansen post example"]);
    for text in ["Noor Jansen", "2019 tot 2024", "MBO 4 logistiek", "1998-2004", "Van 2001 WERKTE zij daar", "onderweg"]
    {
        assert_eq!(looked(text, Sought::Contact).len(), 0, "{text}");
    }
}

#[test]
fn what_was_printed_on_the_pages_is_not_what_they_say_and_each_thing_is_told_once() {
    let stamp = ["Voor: Revalidatie Kliniek De Heuvel".to_owned(), "Gevraagd op 30 november 2026".to_owned()];
    let pages = [
        "Zij was depressief.\nVoor: Revalidatie Kliniek\nDe Heuvel\nGevraagd op 30 november 2026".to_owned(),
        "Zij is niet meer Depressief, zegt de kliniek.\nVoor: Revalidatie Kliniek De Heuvel".to_owned(),
    ];
    let hits = found(&pages, &[Sought::Health, Sought::BirthDate], &stamp, on());
    let [depressed, clinic] = &hits[..] else { panic!("two: {hits:#?}") };
    let Hit { finding: Finding { found, .. }, count, page, around } = depressed;
    assert_eq!((found.as_str(), *count, *page, around.as_str()), ("depressief", 2, 1, "Zij was depressief"));
    assert_eq!((clinic.finding.found.as_str(), clinic.count, clinic.page), ("kliniek", 1, 2));
}
