//! What a handler takes from a request, with our errors where it does not fit, and who asks from where.

use std::convert::Infallible;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use axum::body::Bytes;
use axum::extract::{ConnectInfo, FromRequest, FromRequestParts, Request};
use axum::http::request::Parts;
use serde::de::DeserializeOwned;
use shared::words::Lang;

use super::respond::{Fault, language};
use crate::ctx::Ctx;

/// A JSON body.
#[derive(Clone, Copy, Debug)]
pub struct Json<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Json<T> {
    type Rejection = Fault;
    async fn from_request(request: Request, state: &S) -> Result<Self, Fault> {
        Ok(Self(axum::Json::<T>::from_request(request, state).await?.0))
    }
}

/// A body as it came: a file.
#[derive(Clone, Debug)]
pub struct Raw(pub Bytes);

impl<S: Send + Sync> FromRequest<S> for Raw {
    type Rejection = Fault;
    async fn from_request(request: Request, state: &S) -> Result<Self, Fault> {
        Ok(Self(Bytes::from_request(request, state).await?))
    }
}

/// The ids in a path.
#[derive(Clone, Copy, Debug)]
pub struct Path<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned + Send> FromRequestParts<S> for Path<T> {
    type Rejection = Fault;
    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Fault> {
        Ok(Self(axum::extract::Path::<T>::from_request_parts(parts, state).await?.0))
    }
}

/// The part of a URL behind the question mark.
#[derive(Clone, Copy, Debug)]
pub struct Query<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequestParts<S> for Query<T> {
    type Rejection = Fault;
    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Fault> {
        Ok(Self(axum::extract::Query::<T>::from_request_parts(parts, state).await?.0))
    }
}

/// The language a request asks for.
#[derive(Clone, Copy, Debug)]
pub struct Wished(pub Lang);

impl<S: Send + Sync> FromRequestParts<S> for Wished {
    type Rejection = Infallible;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self(language(&parts.headers)))
    }
}

/// The address a request comes from: the peer's, or what a trusted proxy says it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Peer(pub IpAddr);

impl FromRequestParts<Ctx> for Peer {
    type Rejection = Infallible;
    async fn from_request_parts(parts: &mut Parts, ctx: &Ctx) -> Result<Self, Infallible> {
        Ok(peer(parts, &ctx.config.trusted_proxies))
    }
}

/// From the right, the first address that is none of our own proxies: what stands further left anybody can write.
pub(super) fn peer(parts: &Parts, trusted: &[IpAddr]) -> Peer {
    let info = parts.extensions.get::<ConnectInfo<SocketAddr>>();
    let mut at = info.map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |info| info.0.ip().to_canonical());
    let said = parts.headers.get_all("x-forwarded-for").iter().filter_map(|value| value.to_str().ok());
    let said: Vec<&str> = said.flat_map(|value| value.split(',')).map(str::trim).collect();
    let mut said = said.into_iter().rev();
    while trusted.contains(&at) {
        let Some(before) = said.next().and_then(|text| text.parse::<IpAddr>().ok()) else { break };
        at = before.to_canonical();
    }
    Peer(at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::Request;

    fn from(peer_is: &str, forwarded: &str, trusted: &[&str]) -> String {
        let peer_is: IpAddr = peer_is.parse().unwrap();
        let request = Request::builder().header("x-forwarded-for", forwarded);
        let request = request.extension(ConnectInfo(SocketAddr::new(peer_is, 1))).body(()).unwrap();
        let trusted: Vec<IpAddr> = trusted.iter().map(|ip| ip.parse().unwrap()).collect();
        peer(&request.into_parts().0, &trusted).0.to_string()
    }

    #[test]
    fn only_a_trusted_proxy_says_who_asks() {
        assert_eq!(from("9.9.9.9", "1.1.1.1", &[]), "9.9.9.9");
        assert_eq!(from("10.0.0.1", "6.6.6.6, 1.1.1.1", &["10.0.0.1"]), "1.1.1.1");
        assert_eq!(from("10.0.0.1", "6.6.6.6, 1.1.1.1, 10.0.0.2", &["10.0.0.1", "10.0.0.2"]), "1.1.1.1");
        assert_eq!(from("10.0.0.1", "", &["10.0.0.1"]), "10.0.0.1");
    }
}
