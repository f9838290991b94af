//! Embeds the configuration and the icons, and fixes the one command a screen may call.

fn main() {
    let commands = tauri_build::AppManifest::new().commands(&["call"]);
    tauri_build::try_build(tauri_build::Attributes::new().app_manifest(commands))
        .expect("tauri.conf.json and the icons are complete");
}
