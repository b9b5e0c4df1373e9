//! A bad setting is refused with a sentence; flags win over the file.

use super::*;

fn said(settings: Settings) -> String {
    Config::new(settings).unwrap_err().to_string()
}

#[expect(clippy::unnecessary_wraps, reason = "it is what a setting is")]
fn text(raw: &str) -> Option<String> {
    Some(raw.to_owned())
}

#[test]
fn a_bad_setting_is_named_and_the_sentence_says_what_to_do() {
    let none = Settings::default;
    assert!(said(Settings { listen: text("8080"), ..none() }).starts_with("listen: “8080” is no address"));
    for bad in ["http://dossier.example", "https://127.0.0.1", "ftp://x", "nonsense", "https://a.example/b"] {
        assert!(said(Settings { public_url: text(bad), ..none() }).starts_with("public-url: "), "{bad}");
    }
    let lonely = Settings { database_url: text("postgres://u:hemelsblauw@h/d"), ..none() };
    assert!(said(lonely.clone()).contains("set KEYS_DATABASE_URL"));
    let same = Settings { keys_database_url: lonely.database_url.clone(), ..lonely };
    assert!(said(same.clone()).contains("another database"));
    assert!(!said(same).contains("hemelsblauw"));
    assert!(said(Settings { root_key: text("kort"), ..none() }).contains("32 random bytes"));
    assert!(said(Settings { log_format: text("xml"), ..none() }).contains("json or text"));
    assert!(said(Settings { trusted_proxy: vec!["proxy".into()], ..none() }).contains("no IP address"));
    assert!(said(Settings { smtp_url: text("mail.example"), ..none() }).contains("smtps://"));
}

#[test]
fn what_is_secret_is_never_printed() {
    let config = Config::new(Settings {
        database_url: text("postgres://u:hemelsblauw@h/a"),
        keys_database_url: text("postgres://u:hemelsblauw@h/b"),
        smtp_url: text("smtps://u:hemelsblauw@h"),
        ..Settings::default()
    });
    assert!(!format!("{:?}", config.unwrap()).contains("hemelsblauw"));
}

#[test]
fn the_public_url_decides_origin_and_relying_party() {
    let url = public_url("https://Dossier.Example:8443/").unwrap();
    assert_eq!(
        (url.origin.as_str(), url.rp_id.as_str(), url.https),
        ("https://dossier.example:8443", "dossier.example", true)
    );
    assert_eq!(public_url("http://localhost:8080").unwrap(), PublicUrl::local(8080));
}

#[test]
fn a_flag_wins_over_the_file_and_an_unknown_name_in_the_file_is_told() {
    let file: Settings = toml::from_str("listen = \"127.0.0.1:1\"\nlog-format = \"json\"").unwrap();
    let flags = Settings { listen: text("127.0.0.1:2"), ..Settings::default() };
    let config = Config::new(flags.over(file)).unwrap();
    assert_eq!((config.listen.port(), config.log_format), (2, LogFormat::Json));
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("a.toml");
    std::fs::write(&path, "luister = 1").unwrap();
    assert!(super::file(Some(&path)).unwrap_err().to_string().contains("luister"));
    for (line, name) in
        [("listen = 8080", "listen: "), ("\ndemo = \"ja\"", "demo: "), ("trusted-proxy = \"::1\"", "trusted-proxy: ")]
    {
        std::fs::write(&path, format!("data = \"data\"\n{line}\n")).unwrap();
        let why = super::file(Some(&path)).unwrap_err().to_string();
        assert!(why.starts_with("config: ") && why.contains(name), "{why}");
    }
}

#[test]
fn the_command_line_is_complete() {
    use clap::CommandFactory;
    Cli::command().debug_assert();
    let words = ["akkoord", "admin", "invite", "--name", "Zoë", "--email", "zoe@bureau.example"];
    let (action, _) = read(words.map(OsString::from)).unwrap();
    assert!(matches!(action, Action::Invite { name, .. } if name.as_str() == "Zoë"));
    let (action, _) = read(["akkoord", "admin", "rebuild"].map(OsString::from)).unwrap();
    assert_eq!(action, Action::Rebuild);
}
