//! The scheme `doc`: the page that shows an original, and the bytes of originals, piece by piece.
//!
//! That page has an origin of its own, so a fault in showing a foreign file stays away from the bridge.

use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom};

use tauri::http::{Method, Request, Response, StatusCode, header, response};
use tauri::{AppHandle, Manager as _, UriSchemeContext, UriSchemeResponder, Wry};
use uuid::Uuid;
use vankho_api::Original;

use crate::bridge::OpenDesk;
use crate::range::{LARGEST_PIECE, Piece, piece};
use crate::window::MAIN;

/// The name of the scheme.
pub const SCHEME: &str = "doc";

/// What the page of an original may do: run its own scripts, show, and ask its own origin for bytes.
const PAGE_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; worker-src 'self'; \
    connect-src 'self'; img-src 'self' blob: data:; font-src 'self' data:; object-src 'none'; \
    base-uri 'none'; form-action 'none'; \
    frame-ancestors tauri://localhost http://tauri.localhost https://tauri.localhost";

/// Bytes of an original are never a page, whatever they hold.
const ORIGINAL_POLICY: &str = "default-src 'none'; sandbox; frame-ancestors 'none'";

type Answer = Response<Vec<u8>>;

/// Answers one request, away from the main thread.
pub fn answer(context: &UriSchemeContext<'_, Wry>, request: Request<Vec<u8>>, responder: UriSchemeResponder) {
    let app = context.app_handle().clone();
    let is_main = context.webview_label() == MAIN;
    tauri::async_runtime::spawn_blocking(move || {
        let found = if is_main { find(&app, &request) } else { None };
        responder.respond(found.unwrap_or_else(|| empty(StatusCode::NOT_FOUND)));
    });
}

fn find(app: &AppHandle, request: &Request<Vec<u8>>) -> Option<Answer> {
    if request.uri().host() != Some("localhost") || !matches!(*request.method(), Method::GET | Method::HEAD) {
        return None;
    }
    let path = request.uri().path();
    if let Some(id) = path.strip_prefix("/original/") {
        return original(app, id, request);
    }
    match path.strip_prefix("/page/") {
        Some(wanted) => picture(app, wanted),
        None => page(app, path),
    }
}

/// A file of the viewer, out of the program itself.
fn page(app: &AppHandle, path: &str) -> Option<Answer> {
    let is_viewer = path == "/viewer.html" || path.starts_with("/assets/") || path.starts_with("/pdfjs/");
    let assets = app.asset_resolver();
    // The resolver answers with the main page for every name it doesn't know.
    if !is_viewer || !assets.iter().any(|(name, _)| name.as_ref() == path) {
        return None;
    }
    let asset = assets.get(path.to_owned())?;
    let answer = secured(PAGE_POLICY).header(header::CONTENT_TYPE, asset.mime_type);
    answer.body(asset.bytes).ok()
}

/// The picture of a page, `ID/PAGE/WIDTH`, drawn by ourselves.
fn picture(app: &AppHandle, wanted: &str) -> Option<Answer> {
    let mut parts = wanted.split('/');
    let (id, page, width) = (parts.next()?, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    let id = canonical_id(id).filter(|_| parts.next().is_none())?;
    let png = app.state::<OpenDesk>().wait().page_image(&id, page, width).ok()?;
    let answer = secured(ORIGINAL_POLICY).header(header::CACHE_CONTROL, "no-store");
    answer.header(header::CONTENT_TYPE, "image/png").body(png).ok()
}

/// Only the one way to write an id that we write ourselves.
fn canonical_id(id: &str) -> Option<String> {
    Uuid::try_parse(id).ok().map(|uuid| uuid.to_string()).filter(|written| written == id)
}

fn original(app: &AppHandle, id: &str, request: &Request<Vec<u8>>) -> Option<Answer> {
    let id = canonical_id(id)?;
    let Original { mut file, media_type, bytes: total } =
        app.state::<OpenDesk>().wait().original(&id).ok()?;
    let range = request.headers().get(header::RANGE).and_then(|value| value.to_str().ok());
    let answer = secured(ORIGINAL_POLICY)
        .header(header::ACCEPT_RANGES, "bytes")
        .header(header::CACHE_CONTROL, "no-store")
        .header(header::CONTENT_TYPE, media_type);
    let (answer, start, length) = match piece(range, total) {
        Piece::Whole => (answer, 0, total),
        Piece::Part { start, length } => {
            let given = format!("bytes {start}-{}/{total}", start + length - 1);
            (answer.status(StatusCode::PARTIAL_CONTENT).header(header::CONTENT_RANGE, given), start, length)
        }
        Piece::Unsatisfiable => {
            let answer = answer.status(StatusCode::RANGE_NOT_SATISFIABLE);
            return answer.header(header::CONTENT_RANGE, format!("bytes */{total}")).body(Vec::new()).ok();
        }
    };
    let answer = answer.header(header::CONTENT_LENGTH, length);
    if request.method() == Method::HEAD {
        return answer.body(Vec::new()).ok();
    }
    match read(&mut file, start, length) {
        Ok(body) => answer.body(body).ok(),
        Err(_) => Some(empty(StatusCode::INTERNAL_SERVER_ERROR)),
    }
}

fn read(file: &mut File, start: u64, length: u64) -> io::Result<Vec<u8>> {
    debug_assert!(length <= LARGEST_PIECE, "an answer is never larger than a piece");
    file.seek(SeekFrom::Start(start))?;
    let mut body = vec![0; usize::try_from(length).map_err(io::Error::other)?];
    file.read_exact(&mut body)?;
    Ok(body)
}

fn secured(policy: &'static str) -> response::Builder {
    Response::builder()
        .header(header::CONTENT_SECURITY_POLICY, policy)
        .header(header::X_CONTENT_TYPE_OPTIONS, "nosniff")
        .header(header::REFERRER_POLICY, "no-referrer")
}

fn empty(status: StatusCode) -> Answer {
    let mut answer = Response::new(Vec::new());
    *answer.status_mut() = status;
    answer
}
