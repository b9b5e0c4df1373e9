//! What every answer over HTTP has in common: errors, headers, limits, streams, and the app itself.

pub mod assets;
pub mod download;
pub mod events;
pub mod extract;
pub mod headers;
pub mod health;
pub mod limits;
pub mod listen;
pub mod observe;
pub mod respond;
pub mod session;
pub mod sse;
