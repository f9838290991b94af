//! A first day: documents come in, one is found and read, another comes by a second start, and all are
//! there the next morning.

use std::ffi::OsStr;
use std::time::Duration;

use anyhow::{Context as _, ensure};
use fantoccini::key::Key;
use serde_json::json;
use tokio::process::Command;

use crate::place::Place;
use crate::window::{Window, until};

pub async fn journey(place: &Place) -> anyhow::Result<()> {
    let (folder, count) = place.documents()?;
    let day = Window::open(place, &[folder.as_os_str()]).await?;
    run(place, day, async |day: &Window| {
        day.watch_policy().await?;
        day.filed(count).await.context("files named at the start")?;
        day.screenshot(place, "1-imported").await?;
        finds_by_number(place, day).await.context("search")?;
        reads_the_original(place, day).await.context("reading a PDF")?;
        reads_a_letter(place, day).await.context("reading a DOCX")?;
        takes_what_a_second_start_names(place, day, count + 1).await.context("second start")?;
        day.policy_was_kept().await?;
        keeps_to_itself(day).await.context("what the screens may not do")
    })
    .await?;
    let morning = Window::open(place, &[]).await?;
    run(place, morning, async |morning: &Window| {
        morning.filed(count + 1).await.context("the next morning")?;
        morning.part("result-row").await?;
        morning.search("731-CV/VPTU").await?;
        morning.text("result-row", |row| row.trim_start().starts_with("731-CV/VPTU")).await?;
        morning.screenshot(place, "5-next-morning").await
    })
    .await
}

/// Does something with a window; closes it in any case, and keeps what it showed last if it went wrong.
async fn run(
    place: &Place,
    window: Window,
    act: impl AsyncFnOnce(&Window) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let done = act(&window).await;
    if done.is_err() {
        // The failure itself matters more than a picture that can't be taken.
        let _ = window.screenshot(place, "failed").await;
    }
    let closed = window.close(place).await;
    done.and(closed)
}

async fn finds_by_number(place: &Place, window: &Window) -> anyhow::Result<()> {
    window.search("nghi quyet 04").await?;
    // Its number opens the row; others cite it in what follows.
    window.text("result-row", |row| row.trim_start().starts_with("04-NQ/TU")).await?;
    window.screenshot(place, "2-found").await
}

async fn reads_the_original(place: &Place, window: &Window) -> anyhow::Result<()> {
    window.press(Key::Enter).await?;
    window.text("document-title", |title| title.contains("04-NQ/TU")).await?;
    window.enter_frame("viewer-frame").await?;
    window.watch_policy().await?;
    until("a painted page", async || Ok((window.script(IS_PAINTED).await? == true).then_some(()))).await?;
    let internals = window.script("return typeof window.__TAURI_INTERNALS__?.invoke").await?;
    ensure!(internals == "undefined", "the frame of a foreign document has no bridge");
    window.policy_was_kept().await.context("in the frame")?;
    window.leave_frame().await?;
    window.screenshot(place, "3-original").await?;
    window.press(Key::Escape).await?;
    window.part("result-row").await.context("back in the list")?;
    Ok(())
}

/// Whether a canvas of the frame shows something that is neither empty nor all of one colour.
const IS_PAINTED: &str = "
    const canvas = document.querySelector('canvas');
    if (!canvas || canvas.width === 0) return false;
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    const dark = (at) => data[at + 3] === 255 && data[at] + data[at + 1] + data[at + 2] < 200;
    let ink = 0;
    for (let at = 0; at < data.length; at += 4) if (dark(at)) ink++;
    return ink > 500;";

async fn reads_a_letter(place: &Place, window: &Window) -> anyhow::Result<()> {
    window.search("87-KH/TU").await?;
    window.text("result-row", |row| row.trim_start().starts_with("87-KH/TU")).await?;
    window.press(Key::Enter).await?;
    window.part("html-frame").await?;
    window.enter_frame("html-frame").await?;
    window.watch_policy().await?;
    until("the text", async || {
        let text = window.script("return document.body?.innerText ?? ''").await?;
        Ok(text.as_str().is_some_and(|text| text.contains("KẾ HOẠCH")).then_some(()))
    })
    .await?;
    window.policy_was_kept().await.context("in the frame")?;
    let sheets = window.script("return document.styleSheets.length").await?;
    ensure!(sheets.as_u64().is_some_and(|sheets| sheets > 0), "the paper's own style is there");
    window.leave_frame().await?;
    window.screenshot(place, "4-letter").await?;
    window.press(Key::Escape).await?;
    window.part("result-row").await.context("back in the list")?;
    Ok(())
}

async fn takes_what_a_second_start_names(
    place: &Place,
    window: &Window,
    expected: u64,
) -> anyhow::Result<()> {
    let letter = place.letter()?;
    let mut second = Command::new(place.program());
    // A name relative to the caller, as a shell gives it.
    second.current_dir(letter.parent().context("a file lies in a folder")?).envs(place.environment());
    second.args([
        OsStr::new("--store"),
        place.store().as_os_str(),
        letter.file_name().context("it has a name")?,
    ]);
    second.kill_on_drop(true);
    let status = tokio::time::timeout(Duration::from_secs(30), second.status()).await;
    let status = status.context("it opened a window of its own")??;
    ensure!(status.code() == Some(0), "it ended with {status}");
    window.filed(expected).await
}

/// The screens can call the archive and nothing else, and stay where they are.
async fn keeps_to_itself(window: &Window) -> anyhow::Result<()> {
    for command in ["plugin:dialog|open", "plugin:window|close", "plugin:event|emit", "plugin:app|version"] {
        let refused =
            window.invoke(command, json!({})).await.err().with_context(|| format!("{command} is open"))?;
        ensure!(refused.to_string().contains("not allowed"), "{refused}");
    }
    let nonsense = window.call("no_such_command", json!({})).await.err().context("nonsense is answered")?;
    ensure!(nonsense.to_string().contains("bad_request"), "{nonsense}");
    window.script("window.open('https://example.org/'); location.href = 'https://example.org/'").await?;
    window.part("search-input").await.context("still on our own page")?;
    Ok(())
}
