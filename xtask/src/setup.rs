//! What the computer needs, and installing it: system packages on Debian and Ubuntu, advice elsewhere.

use std::io::{self, BufRead as _, IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, bail, ensure};

use crate::shell;

/// What the computer is prepared for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Purpose {
    /// The terminal program.
    Terminal,
    /// The desktop too.
    Desktop,
    /// All checks, the ones in a real window among them.
    Test,
}

/// Whether a person has to be asked before the system changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Consent {
    /// Given with `--yes`, or this is a machine of a CI.
    Given,
    /// Ask at the terminal.
    Ask,
}

impl Consent {
    /// Reads it from the option and the environment.
    pub fn of(yes: bool) -> Self {
        let is_ci = std::env::var("CI").is_ok_and(|value| value == "true" || value == "1");
        if yes || is_ci { Self::Given } else { Self::Ask }
    }
}

struct Need {
    purpose: Purpose,
    packages: &'static [&'static str],
    is_met: fn() -> bool,
}

/// Debian's names; `is_met` looks for the thing itself, since it may have come another way.
const NEEDS: &[Need] = &[
    Need { purpose: Purpose::Terminal, packages: &["build-essential"], is_met: || shell::is_installed("cc") },
    // Scans are read by it; the program asks it for its languages in the same way.
    Need {
        purpose: Purpose::Terminal,
        packages: &["tesseract-ocr", "tesseract-ocr-vie"],
        is_met: || {
            shell::output("tesseract", &["--list-langs"])
                .is_some_and(|said| said.lines().any(|line| line == "vie"))
        },
    },
    Need {
        purpose: Purpose::Desktop,
        packages: &["pkg-config", "libwebkit2gtk-4.1-dev"],
        is_met: || shell::succeeds("pkg-config", &["--exists", "webkit2gtk-4.1"]),
    },
    Need {
        purpose: Purpose::Test,
        packages: &["webkit2gtk-driver"],
        is_met: || shell::is_installed("WebKitWebDriver"),
    },
    Need {
        purpose: Purpose::Test,
        packages: &["xvfb", "xauth"],
        is_met: || ["xvfb-run", "Xvfb", "xauth"].into_iter().all(shell::is_installed),
    },
    // Only one program window at a time is a promise kept over the session bus.
    Need { purpose: Purpose::Test, packages: &["dbus"], is_met: || shell::is_installed("dbus-run-session") },
    Need { purpose: Purpose::Test, packages: &["chromium"], is_met: || browser().is_some() },
    Need {
        purpose: Purpose::Test,
        packages: &["fonts-dejavu-core"],
        is_met: || Path::new("/usr/share/fonts/truetype").is_dir(),
    },
];

/// Nothing is installed on other systems: people there have one installer each for these.
const ELSEWHERE: &str = if cfg!(windows) {
    "Microsoft C++ Build Tools and the WebView2 runtime (Windows 11 has it); the tests in the real window need Linux"
} else {
    "the Command Line Tools of Xcode (`xcode-select --install`); the tests in the real window need Linux"
};

/// Installs the system packages that are missing for `purpose`.
///
/// # Errors
/// If they can't be installed here or the person says no; the message holds the command to run.
pub fn system(purpose: Purpose, consent: Consent) -> anyhow::Result<()> {
    if purpose >= Purpose::Desktop {
        node()?;
    }
    if !cfg!(target_os = "linux") {
        println!("Needed here: {ELSEWHERE}");
        return Ok(());
    }
    let missing = missing(purpose);
    if missing.is_empty() {
        return Ok(());
    }
    if !shell::is_installed("apt-get") {
        bail!("missing: {} (Debian's names); install them with your system's own program", missing.join(" "));
    }
    let commands = install_commands(&missing);
    agree(&commands, consent)?;
    for command in &commands {
        let (program, arguments) = command.split_first().context("a command has a name")?;
        shell::run(Command::new(program).args(arguments).env("DEBIAN_FRONTEND", "noninteractive"))?;
    }
    let still = self::missing(purpose);
    ensure!(still.is_empty(), "installed, but still not found: {}", still.join(" "));
    Ok(())
}

/// The browser in which the screens are tested.
pub fn browser() -> Option<PathBuf> {
    ["chromium", "google-chrome", "chromium-browser"].into_iter().find_map(shell::find)
}

fn missing(purpose: Purpose) -> Vec<&'static str> {
    let unmet = NEEDS.iter().filter(|need| need.purpose <= purpose && !(need.is_met)());
    unmet.flat_map(|need| need.packages.iter().copied()).collect()
}

/// Node is not installed from here: Debian's is too old, and people choose their own way to it.
fn node() -> anyhow::Result<()> {
    let version = shell::output("node", &["--version"])
        .context("Node.js 20 or newer is needed to build the screens: https://nodejs.org")?;
    let major = version.trim_start_matches('v').split('.').next().and_then(|major| major.parse::<u32>().ok());
    ensure!(major.is_some_and(|major| major >= 20), "Node.js 20 or newer is needed; this is {version}");
    Ok(())
}

fn install_commands(packages: &[&str]) -> [Vec<String>; 2] {
    let is_root = shell::output("id", &["-u"]).is_some_and(|id| id == "0");
    let apt = if is_root { vec!["apt-get"] } else { vec!["sudo", "apt-get"] };
    let update = [&apt[..], &["update"]].concat();
    let install = [&apt[..], &["install", "-y", "--no-install-recommends"], packages].concat();
    [update, install].map(|words| words.into_iter().map(str::to_owned).collect())
}

/// A person's computer is changed only after they have seen the exact command and said yes.
fn agree(commands: &[Vec<String>; 2], consent: Consent) -> anyhow::Result<()> {
    let line = commands.iter().map(|words| words.join(" ")).collect::<Vec<_>>().join(" && ");
    println!("System packages are missing. This installs them:\n\n  {line}\n");
    if consent == Consent::Given {
        return Ok(());
    }
    ensure!(io::stdin().is_terminal(), "nobody can be asked here: run that command, or add --yes");
    print!("Run it now? [y/N] ");
    io::stdout().flush()?;
    let mut answer = String::new();
    io::stdin().lock().read_line(&mut answer)?;
    let is_yes = matches!(answer.trim().to_lowercase().as_str(), "y" | "yes" | "c" | "có");
    ensure!(is_yes, "nothing was installed");
    Ok(())
}
