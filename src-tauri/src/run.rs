//! The life of the program: one instance, one archive, one window.

use std::error::Error;
use std::ffi::OsString;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use tauri::{App, AppHandle, Emitter as _, Manager as _, RunEvent};
use tauri_plugin_dialog::{DialogExt as _, MessageDialogKind};
use tauri_plugin_window_state::StateFlags;
use vankho_api::dto::AppEvent;
use vankho_api::{ApiError, Desk, ErrorCode};
use vankho_extract::{Extractor, Limits};

use crate::args::Start;
use crate::bridge::{self, OpenDesk, with_desk};
use crate::outside::Outside;
use crate::window::{self, EVENT, MAIN};
use crate::{document_protocol, drops};

/// The exit code for an archive that can't be opened; the terminal program has the same.
const CANNOT_OPEN: i32 = 3;

/// Runs until the window is closed.
pub fn run() -> ExitCode {
    // The default one prints what was being worked on; names and contents must not get out that way.
    std::panic::set_hook(Box::new(|fault| {
        let place = fault.location().map(ToString::to_string).unwrap_or_default();
        log(&format!("a fault at {place}"));
    }));
    if cfg!(target_os = "linux")
        && ["DISPLAY", "WAYLAND_DISPLAY"].iter().all(|name| std::env::var_os(name).is_none())
    {
        log("there is no display here; the program for the terminal is vankho");
        return ExitCode::FAILURE;
    }
    let Ok(start) = current_dir().map(|folder| Start::parse(std::env::args_os().skip(1), &folder)) else {
        return ExitCode::FAILURE;
    };
    let Ok(start) = start else {
        log("usage: van-kho [--store DIR] [--samples] [PATH…]");
        return ExitCode::from(2);
    };
    let app = tauri::Builder::default()
        // First, so that a second start ends before it touches anything.
        .plugin(tauri_plugin_single_instance::init(second_start))
        .plugin(tauri_plugin_dialog::init())
        .plugin(remembered_window())
        .register_asynchronous_uri_scheme_protocol(
            document_protocol::SCHEME,
            |context, request, responder| {
                document_protocol::answer(&context, request, responder);
            },
        )
        .manage(OpenDesk::default())
        .invoke_handler(tauri::generate_handler![bridge::call])
        .on_window_event(drops::on_window_event)
        .setup(move |app| first_start(app, start))
        .build(tauri::generate_context!());
    match app {
        Ok(app) => exit_code(app.run_return(|app, event| on_event(app, &event))),
        Err(error) => {
            log(&format!("the window can't be opened: {error}"));
            ExitCode::FAILURE
        }
    }
}

/// One line for whoever started the program from a terminal; ids and codes only.
pub fn log(line: &str) {
    // Nobody may be there to read it.
    let _ = writeln!(std::io::stderr(), "van-kho: {line}");
}

/// The folder and store this program works on.
struct Place {
    store: PathBuf,
}

fn first_start(app: &mut App, start: Start) -> Result<(), Box<dyn Error>> {
    let store = start.store_folder(&current_dir()?, &app.path().local_data_dir()?);
    app.manage(Place { store: store.clone() });
    app.manage(Outside::new(app.path().app_cache_dir()?.join("outside")));
    let handle = app.handle().clone();
    window::open(&handle)?;
    // The window is there at once; opening may have to catch up on an index.
    std::thread::Builder::new().name("open".to_owned()).spawn(move || match open(&handle, &store) {
        Ok(desk) => {
            handle.state::<OpenDesk>().set(desk);
            import(&handle, start);
        }
        Err(error) => refuse(&handle, &error),
    })?;
    Ok(())
}

fn open(app: &AppHandle, store: &Path) -> Result<Desk, ApiError> {
    let program = tauri::process::current_binary(&app.env()).map_err(|error| internal(&error))?;
    let samples = samples(app, &program).map_err(|error| internal(&error))?;
    let extractor = Extractor::new(program, Limits::default());
    let heard = app.clone();
    let listener = move |event: &AppEvent| {
        // No window is left when the last events come at the end.
        let _ = heard.emit_to(MAIN, EVENT, event);
    };
    Desk::open(store, extractor, samples, Box::new(listener))
}

/// The sample documents: installed with the program, or put beside it by the build.
fn samples(app: &AppHandle, program: &Path) -> tauri::Result<PathBuf> {
    let beside = program.with_file_name("samples");
    if cfg!(debug_assertions) && beside.is_dir() {
        return Ok(beside);
    }
    Ok(app.path().resource_dir()?.join("samples"))
}

fn import(app: &AppHandle, start: Start) {
    if start.samples {
        with_desk(app, Desk::import_samples_if_empty);
    }
    if !start.paths.is_empty() {
        with_desk(app, move |desk| desk.import_paths(&start.paths));
    }
}

/// Another start of the program, handed over by the system: what it names goes into the open archive.
fn second_start(app: &AppHandle, arguments: Vec<String>, folder: String) {
    window::show(app);
    let folder = PathBuf::from(folder);
    let Ok(start) = Start::parse(arguments.into_iter().skip(1).map(OsString::from), &folder) else { return };
    let is_elsewhere = start.store.as_ref().is_some_and(|store| *store != app.state::<Place>().store);
    if is_elsewhere {
        let text = "Văn Khố đang mở một kho khác. Hãy đóng cửa sổ này trước khi mở kho mới.";
        app.dialog().message(text).title("Văn Khố").kind(MessageDialogKind::Info).show(|_| {});
    } else {
        import(app, start);
    }
}

/// Says why the archive can't be opened and what to do, then ends the program.
fn refuse(app: &AppHandle, error: &ApiError) {
    log(&error.message);
    let text = match error.code {
        ErrorCode::StoreBusy => {
            "Kho này đang được một chương trình khác mở.\n\n\
            Hãy đóng chương trình đó (cửa sổ Văn Khố khác hoặc lệnh vankho đang chạy) rồi mở lại."
        }
        ErrorCode::DiskFull => {
            "Ổ đĩa đã đầy nên không mở được kho.\n\nHãy giải phóng dung lượng rồi mở lại. Văn bản đã lưu không bị ảnh hưởng."
        }
        _ => {
            "Không đọc được kho văn bản.\n\n\
            Kiểm tra ổ đĩa hoặc thư mục mạng chứa kho đã được kết nối và bạn có quyền ghi. Nếu vẫn lỗi, \
            đừng xóa gì: hãy phục hồi từ bản sao lưu hoặc nhờ bộ phận kỹ thuật chạy lệnh “vankho check”."
        }
    };
    if let Some(window) = app.get_webview_window(MAIN) {
        let _ = window.hide();
    }
    let end = app.clone();
    let code = serde_json::to_value(error.code).unwrap_or_default();
    let text = format!("{text}\n\nMã lỗi: {}", code.as_str().unwrap_or_default());
    let message = app.dialog().message(text).title("Văn Khố").kind(MessageDialogKind::Error);
    message.show(move |_| end.exit(CANNOT_OPEN));
}

fn on_event(app: &AppHandle, event: &RunEvent) {
    if matches!(event, RunEvent::Exit)
        && let Some(desk) = app.state::<OpenDesk>().get()
    {
        desk.close();
    }
}

fn remembered_window() -> tauri::plugin::TauriPlugin<tauri::Wry> {
    let flags = StateFlags::SIZE | StateFlags::POSITION | StateFlags::MAXIMIZED;
    tauri_plugin_window_state::Builder::new().with_state_flags(flags).build()
}

fn current_dir() -> std::io::Result<PathBuf> {
    std::env::current_dir()
}

fn internal(error: &dyn Error) -> ApiError {
    ApiError { code: ErrorCode::Internal, message: error.to_string() }
}

fn exit_code(code: i32) -> ExitCode {
    ExitCode::from(u8::try_from(code).unwrap_or(u8::MAX))
}
