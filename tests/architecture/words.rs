//! What clients read: Dutch at level B1, in short sentences and in nobody's office words (F9, measure U5).

use shared::clear::hints;

use crate::source::{none, rust, sources};

/// The files of which clients see every sentence.
const READ_BY_CLIENTS: [&str; 6] = ["client.toml", "consents.toml", "core.toml", "mail.toml", "phone.toml", "ui.toml"];
const WORDS_MEAN_MAX: usize = 10;

/// Each text with its place.
fn texts() -> Vec<(String, String)> {
    let files = sources(&["shared/words/nl"], &READ_BY_CLIENTS);
    assert_eq!(files.len(), READ_BY_CLIENTS.len(), "a file of words has another name");
    let lines = files.iter().flat_map(|file| file.text.lines().enumerate().map(|(at, line)| (&file.path, at, line)));
    let text = |(path, at, line): (&String, usize, &str)| {
        let (_, text) = line.split_once(" = \"")?;
        Some((format!("{path}:{}", at + 1), filled(text.trim_end_matches('"')).replace("\\n", "\n")))
    };
    lines.filter_map(text).collect()
}

/// A blank stands for what is said there, not for its own name: «met {name}» is «met Anna».
fn filled(text: &str) -> String {
    text.split_inclusive('}')
        .map(|part| part.split_once('{').map_or(part.to_owned(), |(said, _)| format!("{said}Anna")))
        .collect()
}

#[test]
fn f9_no_sentence_of_a_client_has_more_than_twenty_words_or_a_word_of_the_office() {
    let hard: Vec<String> = texts()
        .iter()
        .filter(|(_, text)| !hints(text).is_empty())
        .map(|(place, text)| format!("{place}: {:?}", hints(text)))
        .collect();
    none("say it shorter, and as people say it:", &hard);
}

#[test]
fn f9_the_sentences_of_a_client_have_ten_words_on_average() {
    let texts = texts();
    // Labels and buttons are no sentences: they would only make the mean look better.
    let sentences: Vec<usize> = texts
        .iter()
        .flat_map(|(_, text)| text.split_inclusive(['.', '!', '?']))
        .filter(|sentence| sentence.ends_with(['.', '!', '?']))
        .map(|sentence| sentence.split_whitespace().count())
        .filter(|words| *words > 0)
        .collect();
    let words: usize = sentences.iter().sum();
    println!("{words} words in {} sentences", sentences.len());
    assert!(sentences.len() > 200, "the sentences were not found: {}", sentences.len());
    assert!(words <= sentences.len() * WORDS_MEAN_MAX, "{words} words in {} sentences", sentences.len());
}

#[test]
fn a_third_language_is_a_folder_of_words_and_no_line_of_code() {
    // The hints know the one language they were made for, and the people of the demonstration speak one.
    let may = ["shared/src/clear.rs", "server/src/demo/stage.rs"];
    let code =
        rust(&["app/src", "server/src", "shared/src"]).into_iter().filter(|file| !may.contains(&file.path.as_str()));
    let named: Vec<String> =
        code.filter(|file| !file.is_test()).flat_map(|file| file.mentions(&["Lang::Nl", "Lang::En"])).collect();
    none("this code knows a language by name:", &named);
}
