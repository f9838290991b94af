//! The program's window, driven through WebKit's own driver.

use std::ffi::OsStr;
use std::fs;
use std::io::Write as _;
use std::net::{TcpListener, TcpStream};
use std::process::Stdio;
use std::time::{Duration, Instant};

use anyhow::{Context as _, bail, ensure};
use fantoccini::elements::Element;
use fantoccini::key::Key;
use fantoccini::wd::Capabilities;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tokio::process::{Child, Command};
use tokio::time::sleep;

use crate::place::Place;

/// How long anything may take before the journey has failed. Generous: a slow computer is no fault.
const PATIENCE: Duration = Duration::from_secs(90);
const LOOK_AGAIN: Duration = Duration::from_millis(40);

/// Hears everything that the policy of the page refused, also before this ran.
const WATCH_POLICY: &str = "
    if (window.refusedByPolicy) return;
    window.refusedByPolicy = [];
    const keep = (report) => window.refusedByPolicy.push(`${report.effectiveDirective} ${report.blockedURL}`);
    new ReportingObserver((reports) => reports.forEach(({ body }) => keep(body)),
        { types: ['csp-violation'], buffered: true }).observe();";

/// Waits until `look` finds something; asks again while it finds nothing or fails.
pub async fn until<T>(
    what: &str,
    mut look: impl AsyncFnMut() -> anyhow::Result<Option<T>>,
) -> anyhow::Result<T> {
    let start = Instant::now();
    loop {
        let problem = match look().await {
            Ok(Some(found)) => return Ok(found),
            Ok(None) => None,
            Err(error) => Some(error),
        };
        if start.elapsed() > PATIENCE {
            return Err(problem.unwrap_or_else(|| anyhow::anyhow!("it never came")))
                .context(format!("waiting for {what}"));
        }
        sleep(LOOK_AGAIN).await;
    }
}

/// One run of the program, from its start to its end.
pub struct Window {
    client: Client,
    driver: Child,
}

impl Window {
    /// Starts the program on the store of `place`.
    pub async fn open(place: &Place, arguments: &[&OsStr]) -> anyhow::Result<Self> {
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let mut command = Command::new("WebKitWebDriver");
        command.arg(format!("--port={port}")).arg("--host=127.0.0.1").envs(place.environment());
        // Without this the program refuses to be driven, and the request below would hang.
        command.env("TAURI_WEBVIEW_AUTOMATION", "true").stdin(Stdio::null()).kill_on_drop(true);
        let driver = command.spawn().context("WebKitWebDriver can't be started")?;
        until("the driver", async || Ok(TcpStream::connect(("127.0.0.1", port)).ok())).await?;
        let store = place.store();
        let arguments =
            [OsStr::new("--store"), store.as_os_str()].into_iter().chain(arguments.iter().copied());
        let arguments = arguments.map(|argument| argument.to_string_lossy().into_owned()).collect::<Vec<_>>();
        let browser = json!({ "binary": place.program(), "args": arguments });
        let capabilities = Capabilities::from_iter([("webkitgtk:browserOptions".to_owned(), browser)]);
        let mut session = ClientBuilder::new(HttpConnector::new());
        let address = format!("http://127.0.0.1:{port}");
        let client = session.capabilities(capabilities).connect(&address);
        let client =
            tokio::time::timeout(PATIENCE, client).await.context("the program opens no window")??;
        Ok(Self { client, driver })
    }

    /// Ends the program and the driver, whatever the journey came to.
    pub async fn close(mut self, place: &Place) -> anyhow::Result<()> {
        let closed = self.client.clone().close().await;
        // The driver doesn't wait for it; a next start would hand itself over to the one that is ending.
        let ended = until("the end of the program", async || Ok((!place.is_open()).then_some(()))).await;
        self.driver.kill().await?;
        closed.context("the session can't be closed")?;
        ended
    }

    /// The element with this `data-testid`, as soon as it is there.
    pub async fn part(&self, name: &str) -> anyhow::Result<Element> {
        let css = format!("[data-testid={name}]");
        until(name, async || Ok(Some(self.client.find(Locator::Css(&css)).await?))).await
    }

    /// Waits until the part shows a text for which `holds` is true, and gives it.
    pub async fn text(&self, name: &str, holds: impl Fn(&str) -> bool) -> anyhow::Result<String> {
        let css = format!("[data-testid={name}]");
        let mut seen = String::new();
        let look = async || {
            // The driver's own idea of visible text knows nothing of cells with `display: contents`.
            seen = self.client.find(Locator::Css(&css)).await?.prop("textContent").await?.unwrap_or_default();
            Ok(holds(&seen).then(|| seen.clone()))
        };
        until(&format!("the right text of {name}"), look).await.with_context(|| format!("last seen: {seen}"))
    }

    /// Puts words into the search box, in place of what is there, and waits until they are answered.
    pub async fn search(&self, words: &str) -> anyhow::Result<()> {
        let input = self.part("search-input").await?;
        input.clear().await?;
        input.send_keys(words).await?;
        until("the answer", async || {
            let total = self.client.find(Locator::Css("[data-testid=result-total]")).await?;
            Ok((total.attr("data-query").await?.as_deref() == Some(words)).then_some(()))
        })
        .await
    }

    /// Presses a key where the focus is.
    pub async fn press(&self, key: Key) -> anyhow::Result<()> {
        let focused = self.client.active_element().await?;
        Ok(focused.send_keys(&key.to_string()).await?)
    }

    /// Runs a script in the page or frame that is looked at.
    pub async fn script(&self, script: &str) -> anyhow::Result<Value> {
        Ok(self.client.execute(script, Vec::new()).await?)
    }

    /// Asks the program over its bridge, as its own screens do.
    pub async fn call(&self, command: &str, arguments: Value) -> anyhow::Result<Value> {
        self.invoke("call", json!({ "request": { "cmd": command, "args": arguments } })).await
    }

    /// Asks for any command; an `Err` holds how it was refused.
    pub async fn invoke(&self, command: &str, arguments: Value) -> anyhow::Result<Value> {
        const SCRIPT: &str = "const [command, args, done] = arguments;
            window.__TAURI_INTERNALS__.invoke(command, args)
                .then((ok) => done({ ok }), (error) => done({ error: JSON.stringify(error) }));";
        let answer = self.client.execute_async(SCRIPT, vec![json!(command), arguments]).await?;
        match &answer["error"] {
            Value::Null => Ok(answer["ok"].clone()),
            error => bail!("{command}: {error}"),
        }
    }

    /// Waits until nothing is imported or indexed any more and this many documents are there.
    pub async fn filed(&self, documents: u64) -> anyhow::Result<()> {
        let mut seen = Value::Null;
        let look = async || {
            seen = self.call("status", json!({})).await?;
            let is_still = seen["import"]["running"] == false && seen["index_lag"] == 0;
            Ok((is_still && seen["documents"] == documents).then_some(()))
        };
        let done = until("the import", look).await;
        done.with_context(|| format!("{documents} documents expected; import: {}", seen["import"]))?;
        // The screens must have heard of it too, without being asked to look.
        self.text("status-documents", |text| text.contains(&documents.to_string())).await?;
        Ok(())
    }

    /// Looks into the frame with this `data-testid`.
    pub async fn enter_frame(&self, name: &str) -> anyhow::Result<()> {
        Ok(self.part(name).await?.enter_frame().await?)
    }

    /// Looks at the page around the frame again.
    pub async fn leave_frame(&self) -> anyhow::Result<()> {
        Ok(self.client.enter_parent_frame().await?)
    }

    /// Begins to watch what the policy of the page or frame refuses.
    pub async fn watch_policy(&self) -> anyhow::Result<()> {
        self.script(WATCH_POLICY).await.map(drop)
    }

    /// Fails if the policy had to refuse anything: our own pages ask for nothing they may not have.
    pub async fn policy_was_kept(&self) -> anyhow::Result<()> {
        let refused = self.script("return window.refusedByPolicy").await?;
        ensure!(refused == json!([]), "the policy refused: {refused}");
        Ok(())
    }

    /// Keeps what the window shows, for people to look at.
    pub async fn screenshot(&self, place: &Place, name: &str) -> anyhow::Result<()> {
        let picture = self.client.screenshot().await?;
        Ok(fs::File::create(place.screenshot(name))?.write_all(&picture)?)
    }
}
