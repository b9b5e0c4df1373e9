//! One line and two numbers for each request: method, route as a template, status, time. Never an id, never a text.

use std::time::Instant;

use axum::extract::{MatchedPath, Request};
use axum::middleware::Next;
use axum::response::Response;

/// The header that carries a request's own id, in and out.
pub const REQUEST_ID: &str = "x-request-id";

/// Watches a request from outside everything else.
pub async fn watch(request: Request, next: Next) -> Response {
    let begun = Instant::now();
    let method = request.method().as_str().to_owned();
    let route = request.extensions().get::<MatchedPath>().map_or("(app)", MatchedPath::as_str).to_owned();
    let id = request.headers().get(REQUEST_ID).and_then(|id| id.to_str().ok()).unwrap_or_default().to_owned();
    let response = next.run(request).await;
    let (status, seconds) = (response.status().as_u16(), begun.elapsed().as_secs_f64());
    let labels = [("method", method.clone()), ("route", route.clone()), ("status", status.to_string())];
    metrics::counter!("akkoord_http_requests_total", &labels).increment(1);
    metrics::histogram!("akkoord_http_request_seconds", "route" => route.clone()).record(seconds);
    if status >= 500 {
        tracing::error!(%method, %route, status, seconds, request = %id, "answered");
    } else if route != "(app)" && route != "/healthz" {
        tracing::info!(%method, %route, status, seconds, request = %id, "answered");
    }
    response
}
