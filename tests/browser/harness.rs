//! The instruments themselves: what they are used to prove elsewhere they must be able to refute.

use serde_json::json;
use support::browser::Browser;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

/// Serves one page on `localhost`, under a content policy; gives its address.
async fn site(body: &'static str) -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        // Each connection by itself: Chromium opens some that it never uses.
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(answer(stream, body));
        }
    });
    format!("http://localhost:{port}/")
}

async fn answer(mut stream: tokio::net::TcpStream, body: &str) {
    let _ = stream.read(&mut [0; 4096]).await;
    let answer = format!(
        "HTTP/1.1 200 OK\r\ncontent-type: text/html; charset=utf-8\r\ncontent-length: {}\r\nconnection: close\r\n\
         content-security-policy: default-src 'self' 'unsafe-inline'; img-src data:\r\n\r\n{body}",
        body.len()
    );
    let _ = stream.write_all(answer.as_bytes()).await;
}

const GOOD: &str = "<!doctype html><html lang=nl><title>Goed</title><link rel=icon href='data:,'>
    <main><h1>Goed</h1><p>Lees dit.</p><label>Naam <input></label>
    <button onclick=\"document.querySelector('p').textContent = 'Dag ' + document.querySelector('input').value\">Groet
    mij</button><button hidden>Groet mij</button></main></html>";

const FAULTY: &str = "<!doctype html><html><title>Fout</title><link rel=icon href='data:,'>
    <style>@media (prefers-color-scheme: dark) { p { color: #777; background: #888 } }</style>
    <main><h1>Fout</h1><p>Bijna niet te lezen</p><input><button></button></main></html>";

#[tokio::test]
async fn a_virtual_authenticator_makes_a_discoverable_key_that_another_device_can_receive() {
    let browser = Browser::start().await;
    let phone = browser.phone("cliënt").await;
    let authenticator = phone.authenticator().await;
    let address = site(GOOD).await;
    phone.open(&address).await;
    let create = "const key = await navigator.credentials.create({ publicKey: { rp: { id: 'localhost', name: 'x' },
        user: { id: Uint8Array.of(1, 2, 3), name: 'x', displayName: 'x' }, challenge: new Uint8Array(32),
        pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' } } }); return key.id";
    let id = phone.js_async(create, vec![]).await;
    let keys = phone.passkeys(&authenticator).await;
    assert_eq!(keys.len(), 1);
    assert_eq!((&keys[0]["isResidentCredential"], &keys[0]["rpId"]), (&json!(true), &json!("localhost")));

    let tablet = browser.desk("tablet").await;
    let second = tablet.authenticator().await;
    tablet.receives(&second, &keys[0]).await;
    tablet.open(&address).await;
    let get = "const key = await navigator.credentials.get({ publicKey: { rpId: 'localhost',
        challenge: new Uint8Array(32), userVerification: 'required' } }); return key.id";
    assert_eq!(tablet.js_async(get, vec![]).await, id);
    tablet.refuses_the_finger(&second).await;
    let refused = format!("try {{ {get} }} catch (error) {{ return error.name }}");
    assert_eq!(tablet.js_async(&refused, vec![]).await, json!("NotAllowedError"));
}

#[tokio::test]
async fn things_are_found_by_role_and_name_pressed_and_read() {
    let browser = Browser::start().await;
    let desk = browser.desk("coach").await;
    desk.open(site(GOOD).await).await;
    assert_eq!(desk.names("button").await, ["Groet mij"]);
    desk.fill("Naam", "Zoë 🙂").await;
    desk.press("Groet…").await;
    desk.sees("Dag Zoë 🙂").await;
    assert_eq!(
        desk.js("return [innerWidth, matchMedia('(pointer: coarse)').matches]", vec![]).await,
        json!([1280, false])
    );
    let phone = browser.phone("cliënt").await;
    phone.open(site(GOOD).await).await;
    assert_eq!(phone.js("return navigator.maxTouchPoints", vec![]).await, json!(1));
    assert!(std::path::Path::new(&phone.shot("harness").await).is_file());
    desk.has_no_trouble().await;
}

#[tokio::test]
async fn axe_finds_the_planted_faults_and_only_those() {
    let browser = Browser::start().await;
    let phone = browser.phone("cliënt").await;
    phone.open(site(GOOD).await).await;
    phone.is_accessible().await;
    phone.open(site(FAULTY).await).await;
    let mut violations = phone.axe().await;
    violations.retain(|violation| !violation.unsure);
    let has = |rule: &str, scheme: &str| violations.iter().any(|v| v.rule == rule && v.scheme == scheme);
    for rule in ["html-has-lang", "label", "button-name"] {
        assert!(has(rule, "light") && has(rule, "dark"), "{rule}: {violations:#?}");
    }
    assert!(has("color-contrast", "dark") && !has("color-contrast", "light"), "{violations:#?}");
}

#[tokio::test]
async fn an_error_a_rejection_and_a_breach_of_the_content_policy_are_each_reported_once() {
    let browser = Browser::start().await;
    let phone = browser.phone("cliënt").await;
    phone.open(site(GOOD).await).await;
    phone.has_no_trouble().await;
    let plant = "setTimeout(() => { throw new Error('planted error') });
        setTimeout(() => Promise.reject(new Error('planted rejection')));
        setTimeout(() => { new Image().src = '/planted.png' }, 20); await new Promise(done => setTimeout(done, 200))";
    phone.js_async(plant, vec![]).await;
    phone.reload().await;
    let trouble = phone.trouble().await;
    for planted in ["planted error", "planted rejection", "planted.png"] {
        assert_eq!(trouble.iter().filter(|entry| entry.contains(planted)).count(), 1, "{planted}: {trouble:#?}");
    }
    phone.has_no_trouble().await;
}
