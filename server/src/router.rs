//! The whole way of a request: what stands around every route, and the routes of every feature.

use std::time::Duration;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Request};
use axum::http::{HeaderMap, HeaderName, Method, StatusCode, Uri, header};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use shared::api::Code;
use tower_http::compression::CompressionLayer;
use tower_http::csrf::CsrfLayer;
use tower_http::request_id::{MakeRequestUuid, PropagateRequestIdLayer, SetRequestIdLayer};
use utoipa::OpenApi;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::ctx::Ctx;
use crate::web::assets::Assets;
use crate::web::headers::{self, Headers};
use crate::web::limits::{self, BODY_BYTES_MAX, Limits};
use crate::web::respond::{Fault, speak};
use crate::web::{events, health, observe};
use crate::{
    bureaus, cases, consents, devices, documents, dossiers, drafts, exchange, forms, invitations, looks, passkeys,
    purposes, recipients, records, regulations, representatives, sendings, sessions, staff,
};

/// How long an answer may take to begin.
const PATIENCE: Duration = Duration::from_secs(30);
/// How long where a scan is on its way over a slow line.
const SCAN_PATIENCE: Duration = Duration::from_mins(5);

/// What the API is called, and the schema of its errors.
#[derive(OpenApi)]
#[openapi(
    info(title = "Akkoord", description = "A dossier that the client herself signs.", license(name = "EUPL-1.2")),
    components(schemas(shared::api::Problem))
)]
struct Doc;

/// Every route there is, with its description.
#[must_use]
pub fn routes(limits: &Limits) -> OpenApiRouter<Ctx> {
    // What somebody could guess at: signing in, links and codes (F4).
    let guessable = sessions::http::public()
        .merge(invitations::http::public())
        .merge(forms::http::guessable())
        .merge(sendings::http::public())
        .layer(from_fn_with_state(limits.clone(), limits::trying));
    OpenApiRouter::with_openapi(Doc::openapi())
        .routes(routes!(health::healthz))
        .routes(routes!(health::readyz))
        .merge(guessable)
        .merge(bureaus::http::public())
        .merge(bureaus::http::private())
        .merge(cases::http::private())
        .merge(consents::http::private())
        .merge(regulations::http::public())
        .merge(regulations::http::private())
        .merge(devices::http::private())
        .merge(documents::http::private())
        .merge(dossiers::http::private())
        .merge(drafts::http::private())
        .merge(exchange::http::private())
        .merge(forms::http::private())
        .merge(invitations::http::private())
        .merge(looks::http::private())
        .merge(passkeys::http::private())
        .merge(purposes::http::private())
        .merge(recipients::http::private())
        .merge(records::http::private())
        .merge(representatives::http::private())
        .merge(sendings::http::private())
        .merge(sessions::http::private())
        .merge(staff::http::private())
        .merge(events::private())
}

/// The router of a server.
pub fn build(ctx: &Ctx, assets: &Assets, limits: &Limits) -> Router {
    let (router, api) = routes(limits).split_for_parts();
    let json = api.to_json().unwrap_or_default();
    let app = assets.clone();
    let rest = move |method: Method, uri: Uri, headers: HeaderMap| async move { app.answer(&method, &uri, &headers) };
    let document = move || async move { ([(header::CONTENT_TYPE, "application/json")], json) };
    let id = HeaderName::from_static(observe::REQUEST_ID);
    let headers = Headers::new(&ctx.config.public_url);
    let router = router
        .route("/api/openapi.json", get(document))
        .method_not_allowed_fallback(|| async { Fault::from(Code::MethodNotAllowed) })
        .fallback(rest)
        .with_state(ctx.clone());
    // The last is the outermost.
    csrf(router, ctx)
        .layer(DefaultBodyLimit::max(BODY_BYTES_MAX))
        .layer(from_fn_with_state(limits.clone(), limits::asking))
        .layer(from_fn(patient))
        .layer(from_fn(speak))
        .layer(CompressionLayer::new())
        .layer(from_fn_with_state(headers, headers::put))
        .layer(from_fn(observe::watch))
        .layer(PropagateRequestIdLayer::new(id.clone()))
        .layer(SetRequestIdLayer::new(id, MakeRequestUuid))
}

/// No answer keeps its caller waiting for ever.
async fn patient(request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let carries = path.contains("/files/")
        || path.contains("/uploads/")
        || ["/scan", "/files", "/frozen", "/sheet", "/receipt"].iter().any(|end| path.ends_with(end));
    let patience = if carries { SCAN_PATIENCE } else { PATIENCE };
    match tokio::time::timeout(patience, next.run(request)).await {
        Ok(answer) => answer,
        Err(_too_late) => StatusCode::SERVICE_UNAVAILABLE.into_response(),
    }
}

/// Another site's page cannot act in her name (Sec-Fetch-Site, else Origin); behind a proxy the public origin counts.
fn csrf(router: Router, ctx: &Ctx) -> Router {
    let refused = |_| Fault::from(Code::CrossOrigin).into_response();
    match CsrfLayer::new().add_trusted_origin(ctx.config.public_origin()) {
        Ok(layer) => router.layer(layer.with_rejection_response(refused)),
        Err(cause) => {
            tracing::warn!(%cause, "the public origin is not trusted by name");
            router.layer(CsrfLayer::new().with_rejection_response(refused))
        }
    }
}
