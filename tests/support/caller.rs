//! Somebody who asks over HTTP: from an address of her own, with a cookie that she keeps herself.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};

use reqwest::Method;
use serde::Serialize;
use serde_json::Value;
use shared::api::path;

use crate::answer::Answer;

/// The name of the cookie, as browsers know it.
pub const COOKIE: &str = "__Host-akkoord";
/// The name of the one by which a browser is known again (F3).
pub const DEVICE: &str = "__Host-akkoord-device";

/// One browser. Clones share its cookies.
#[derive(Clone)]
pub struct Caller {
    http: reqwest::Client,
    servers: Arc<[String]>,
    at: usize,
    cookie: Arc<Mutex<Option<String>>>,
    device: Arc<Mutex<Option<String>>>,
    headers: Vec<(String, String)>,
}

/// Every caller has an address of her own, or one would use up the other's tries.
fn address() -> String {
    static NEXT: AtomicU32 = AtomicU32::new(1);
    let number = NEXT.fetch_add(1, Ordering::Relaxed).to_be_bytes();
    format!("10.{}.{}.{}", number[1], number[2], number[3])
}

impl Caller {
    /// A browser that knows these servers, and speaks to the first.
    #[must_use]
    pub fn new(servers: Arc<[String]>) -> Self {
        let http = reqwest::Client::builder().no_proxy().build().expect("a client");
        let headers = vec![("x-forwarded-for".to_owned(), address())];
        Self { http, servers, at: 0, cookie: Arc::default(), device: Arc::default(), headers }
    }

    /// The same browser, through another server.
    #[must_use]
    pub fn through(&self, at: usize) -> Self {
        Self { at, ..self.clone() }
    }

    /// The same browser, sending this header too.
    #[must_use]
    pub fn with(&self, name: &str, value: &str) -> Self {
        let mut other = self.clone();
        other.headers.push((name.to_owned(), value.to_owned()));
        other
    }

    /// Another browser from the same address, that has kept nothing.
    #[must_use]
    pub fn signed_out(&self) -> Self {
        Self { cookie: Arc::default(), device: Arc::default(), ..self.clone() }
    }

    /// The same browser as it is now; what happens to the cookie of one is not seen by the other.
    #[must_use]
    pub fn copied(&self) -> Self {
        let device = Arc::new(Mutex::new(self.device()));
        Self { cookie: Arc::new(Mutex::new(self.cookie())), device, ..self.clone() }
    }

    /// The secret of her session.
    #[must_use]
    pub fn cookie(&self) -> Option<String> {
        self.cookie.lock().expect("no test failed in here").clone()
    }

    /// The secret by which this browser is known again.
    #[must_use]
    pub fn device(&self) -> Option<String> {
        self.device.lock().expect("no test failed in here").clone()
    }

    /// The address of a path at the server she speaks to.
    #[must_use]
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.servers[self.at])
    }

    pub async fn gets(&self, path: &str) -> Answer {
        self.asks(Method::GET, path, None).await
    }

    pub async fn posts(&self, path: &str, body: &impl Serialize) -> Answer {
        self.asks(Method::POST, path, Some(value(body))).await
    }

    pub async fn puts(&self, path: &str, body: &impl Serialize) -> Answer {
        self.asks(Method::PUT, path, Some(value(body))).await
    }

    pub async fn deletes(&self, path: &str) -> Answer {
        self.asks(Method::DELETE, path, None).await
    }

    /// Asks with JSON, or with nothing.
    pub async fn asks(&self, method: Method, path: &str, body: Option<Value>) -> Answer {
        let asked = self.request(method, path);
        self.hears(path, if let Some(body) = body { asked.json(&body) } else { asked }).await
    }

    /// A request with her cookie and headers, for what is not JSON.
    pub fn request(&self, method: Method, path: &str) -> reqwest::RequestBuilder {
        let mut request = self.http.request(method, self.url(path));
        for (name, secret) in [(COOKIE, self.cookie()), (DEVICE, self.device())] {
            if let Some(secret) = secret {
                request = request.header("cookie", format!("{name}={secret}"));
            }
        }
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        request
    }

    /// Sends a request and keeps the cookie that comes back, as a browser does.
    pub async fn hears(&self, path: &str, request: reqwest::RequestBuilder) -> Answer {
        self.tries(path, request).await.unwrap_or_else(|why| panic!("{path} was not answered: {why}"))
    }

    /// As [`Self::hears`], where the server may be killed meanwhile.
    ///
    /// # Errors
    /// What the network says.
    pub async fn tries(&self, path: &str, request: reqwest::RequestBuilder) -> Result<Answer, reqwest::Error> {
        let request = request.build()?;
        let asked = format!("{} {path}", request.method());
        let response = self.http.execute(request).await?;
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        for set in headers.get_all("set-cookie") {
            let pair = set.to_str().ok().and_then(|line| line.split(';').next()?.split_once('='));
            let (jar, secret) = match pair {
                Some((COOKIE, secret)) => (&self.cookie, secret),
                Some((DEVICE, secret)) => (&self.device, secret),
                _ => continue,
            };
            *jar.lock().expect("no test failed in here") = (!secret.is_empty()).then(|| secret.to_owned());
        }
        let text = response.text().await?;
        Ok(Answer { asked, status, headers, body: serde_json::from_str(&text).unwrap_or_default(), text })
    }

    /// Where her session is, for tests of `/api/me`.
    pub async fn is_signed_in(&self) -> bool {
        self.gets(path::ME).await.status == 200
    }
}

fn value(body: &impl Serialize) -> Value {
    serde_json::to_value(body).expect("a body is JSON")
}
