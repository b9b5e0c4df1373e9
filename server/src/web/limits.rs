//! How often one address may ask: much for reading, little for guessing.

use std::net::{IpAddr, Ipv6Addr};
use std::num::NonZeroU32;
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use governor::clock::{Clock as _, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use shared::api::Code;

use super::extract::peer;
use super::respond::Fault;
use crate::config::Config;

/// How large a request may be, in bytes.
pub const BODY_BYTES_MAX: usize = 1024 * 1024;
/// Requests a second that one address may make for long; a bureau shares one.
const ASKED_A_SECOND: NonZeroU32 = NonZeroU32::new(100).unwrap();
/// Requests that one address may make at once.
const ASKED_AT_ONCE: NonZeroU32 = NonZeroU32::new(500).unwrap();

/// The counts of this server; clones share them.
#[derive(Clone)]
pub struct Limits {
    asked: Arc<DefaultKeyedRateLimiter<IpAddr>>,
    tried: Arc<DefaultKeyedRateLimiter<IpAddr>>,
    trusted: Arc<[IpAddr]>,
}

impl Limits {
    /// The limits of the settings.
    #[must_use]
    pub fn new(config: &Config) -> Self {
        let tries = NonZeroU32::new(config.attempts_a_minute).unwrap_or(NonZeroU32::MIN);
        Self {
            asked: Arc::new(RateLimiter::keyed(Quota::per_second(ASKED_A_SECOND).allow_burst(ASKED_AT_ONCE))),
            tried: Arc::new(RateLimiter::keyed(Quota::per_minute(tries))),
            trusted: config.trusted_proxies.as_slice().into(),
        }
    }

    /// Forgets addresses that have been quiet. A job calls this.
    pub fn sweep(&self) {
        for counts in [&self.asked, &self.tried] {
            counts.retain_recent();
            counts.shrink_to_fit();
        }
    }
}

/// For every request to the API.
pub async fn asking(State(limits): State<Limits>, request: Request, next: Next) -> Response {
    limited(&limits.asked, &limits.trusted, request, next).await
}

/// For signing in, codes and links: what somebody could guess (F4).
pub async fn trying(State(limits): State<Limits>, request: Request, next: Next) -> Response {
    limited(&limits.tried, &limits.trusted, request, next).await
}

async fn limited(
    counts: &DefaultKeyedRateLimiter<IpAddr>,
    trusted: &[IpAddr],
    request: Request,
    next: Next,
) -> Response {
    let (parts, body) = request.into_parts();
    let key = household(peer(&parts, trusted).0);
    if let Err(not_until) = counts.check_key(&key) {
        let seconds = not_until.wait_time_from(DefaultClock::default().now()).as_secs().saturating_add(1);
        return Fault::Later(Code::TooManyRequests, seconds).into_response();
    }
    next.run(Request::from_parts(parts, body)).await
}

/// One subscriber has a whole /64 of IPv6 addresses.
fn household(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(long) => IpAddr::V6(Ipv6Addr::from_bits(long.to_bits() & (u128::MAX << 64))),
    }
}
