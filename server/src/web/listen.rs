//! Listeners: the one that serves, and the one of numbers that only the operator reaches.

use std::net::SocketAddr;

use axum::Router;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::IntoResponse;
use axum::routing::get;
use tokio::net::TcpListener;
use tokio::sync::watch;

use crate::platform::telemetry;

/// Serves until told to stop, and lets what is being answered end.
///
/// # Errors
/// The listener's, when it breaks.
pub async fn serve(listener: TcpListener, router: Router, mut stopping: watch::Receiver<bool>) -> std::io::Result<()> {
    let stopped = async move { drop(stopping.wait_for(|stop| *stop).await) };
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, service).with_graceful_shutdown(stopped).await
}

/// Serves `/metrics` on a listener of its own until told to stop.
pub async fn metrics(listener: TcpListener, stopping: watch::Receiver<bool>) {
    let numbers = || async {
        match telemetry::numbers() {
            Some(numbers) => {
                numbers.run_upkeep();
                let kind = HeaderValue::from_static("text/plain; version=0.0.4; charset=utf-8");
                ([(header::CONTENT_TYPE, kind)], numbers.render()).into_response()
            }
            None => StatusCode::NOT_FOUND.into_response(),
        }
    };
    if let Err(cause) = serve(listener, Router::new().route("/metrics", get(numbers)), stopping).await {
        tracing::error!(%cause, "the listener of metrics broke");
    }
}
