//! The one window, and where it may go.

use tauri::webview::NewWindowResponse;
use tauri::{AppHandle, Manager as _, Url, WebviewWindowBuilder};

/// The label of the window.
pub const MAIN: &str = "main";

/// The name under which the screens hear every event of the archive.
pub const EVENT: &str = "vankho";

/// Opens the window on our own pages.
pub fn open(app: &AppHandle) -> tauri::Result<()> {
    let config = app.config().app.windows.first().expect("tauri.conf.json describes the window");
    let window = WebviewWindowBuilder::from_config(app, config)?
        .on_navigation(is_ours)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .build()?;
    #[cfg(target_os = "linux")]
    window.with_webview(|webview| spare_memory(&webview.inner()))?;
    #[cfg(not(target_os = "linux"))]
    drop(window);
    Ok(())
}

/// Lists and pages are painted by the processor as fast as by a graphics card, without the 130 MB that layers
/// and drivers take, and without the drivers that show an empty window.
#[cfg(target_os = "linux")]
fn spare_memory(webview: &webkit2gtk::WebView) {
    use webkit2gtk::{
        CacheModel, HardwareAccelerationPolicy, SettingsExt as _, WebContextExt as _, WebViewExt as _,
    };
    if let Some(settings) = webview.settings() {
        settings.set_hardware_acceleration_policy(HardwareAccelerationPolicy::Never);
        // One page, never left: there is nothing to go back to, and nothing here plays or is drawn in space.
        settings.set_enable_page_cache(false);
        settings.set_enable_media(false);
        settings.set_enable_webaudio(false);
        settings.set_enable_webgl(false);
    }
    if let Some(context) = webview.context() {
        context.set_cache_model(CacheModel::DocumentViewer);
    }
}

/// Brings the window before all others.
pub fn show(app: &AppHandle) {
    if let Some(window) = app.get_webview_window(MAIN) {
        // Each of these is a wish that a desktop may refuse.
        let _ = window.unminimize();
        let _ = window.show();
        let _ = window.set_focus();
    }
}

/// Whether the window or a frame in it may go there: our pages, the page that shows an original, and the
/// frames that hold text we put there. An original itself is fetched, never gone to.
fn is_ours(url: &Url) -> bool {
    let at = (url.scheme(), url.host_str().unwrap_or_default());
    if url.scheme() == "about" {
        return matches!(url.path(), "blank" | "srcdoc");
    }
    // Windows has no schemes of its own making: there they are hosts below localhost.
    let (screens, viewer) = if cfg!(windows) {
        (("http", "tauri.localhost"), ("http", "doc.localhost"))
    } else {
        (("tauri", "localhost"), ("doc", "localhost"))
    };
    at == screens || (at == viewer && url.path() == "/viewer.html")
}

#[cfg(all(test, not(windows)))]
mod tests {
    use super::*;

    fn check(url: &str, expected: bool) {
        let parsed = Url::parse(url).expect("an address");
        assert_eq!(is_ours(&parsed), expected, "{url}");
    }

    #[test]
    fn stays_on_our_own_pages() {
        check("tauri://localhost/", true);
        check("tauri://localhost/index.html", true);
        check("doc://localhost/viewer.html?id=1", true);
        check("about:srcdoc", true);
    }

    #[test]
    fn goes_nowhere_else() {
        check("https://example.org/", false);
        check("http://tauri.localhost.example.org/", false);
        check("tauri://example.org/", false);
        check("file:///etc/passwd", false);
        check("data:text/html,x", false);
        check("doc://localhost/original/0199aaaa-0000-7000-8000-000000000000", false);
    }
}
