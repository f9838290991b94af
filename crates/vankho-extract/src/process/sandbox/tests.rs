//! Proof from inside. A test starts this very program again with one attempt to make: the test [`attempt`], which
//! enters the sandbox first and then tries what a file that took over its reader would try.

#![allow(clippy::print_stdout)] // two processes talk

use std::fs::{self, File};
use std::net::{TcpStream, UdpSocket};
use std::os::unix::net::UnixStream;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use super::{Allowance, Profile, enter};

/// Tells the second process what to try, under which profile, and where.
const ATTEMPT: &str = "VANKHO_SANDBOX_ATTEMPT";
const ALLOWED: &str = "the attempt was allowed";
const DENIED: &str = "the attempt was denied";

const ALLOWANCE: Allowance = Allowance { memory_bytes: 1 << 30, cpu_seconds: 20 };

/// Given the path of a file, tells whether it went through.
type Attempt = fn(&str) -> bool;

/// What can be tried.
const ATTEMPTS: [(&str, Attempt); 11] = [
    ("read a file", |secret| fs::read(secret).is_ok()),
    ("read a folder", |secret| fs::read_dir(PathBuf::from(secret).parent().expect("a folder")).is_ok()),
    ("read a system library's folder", |_| fs::read_dir("/usr/lib").is_ok()),
    ("write a file", |secret| File::create(format!("{secret}.new")).is_ok()),
    ("remove a file", |secret| fs::remove_file(secret).is_ok()),
    ("connect over TCP", |_| socket_exists(&TcpStream::connect("127.0.0.1:9"))),
    ("open a UDP socket", |_| UdpSocket::bind("127.0.0.1:0").is_ok()),
    ("connect to a local socket", |_| socket_exists(&UnixStream::connect("/nowhere"))),
    ("run a program", |_| Command::new("/bin/true").stdin(Stdio::null()).status().is_ok()),
    ("start a thread", |_| std::thread::Builder::new().spawn(|| ()).is_ok()),
    ("take 2 GiB", |_| Vec::<u8>::new().try_reserve_exact(2 << 30).is_ok()),
];

/// Whether an attempt got as far as having a socket, and only the other side was missing.
fn socket_exists<T>(connected: &std::io::Result<T>) -> bool {
    use std::io::ErrorKind::{ConnectionRefused, NotFound};
    connected.as_ref().map_or_else(|error| matches!(error.kind(), ConnectionRefused | NotFound), |_| true)
}

/// Run by the other tests in a process of its own; alone it does nothing.
#[test]
fn attempt() {
    let Ok(wanted) = std::env::var(ATTEMPT) else { return };
    let [profile, name, secret] = wanted.splitn(3, '|').collect::<Vec<_>>()[..] else {
        panic!("profile|attempt|secret")
    };
    let (_, attempt) = ATTEMPTS.iter().find(|(known, _)| *known == name).expect("a known attempt");
    match profile {
        "read" => enter(&Profile::Read, ALLOWANCE),
        "ocr" => enter(&Profile::Ocr { readable: Vec::new() }, ALLOWANCE),
        _ => {}
    }
    let went_through = attempt(secret);
    println!("{}", if went_through { ALLOWED } else { DENIED });
}

/// Makes one attempt under a profile, `none` for a free process.
fn is_allowed(profile: &str, name: &str, secret: &str) -> bool {
    let mut again = Command::new(std::env::current_exe().expect("this program has a path"));
    again.args(["--exact", "process::sandbox::tests::attempt", "--nocapture", "--test-threads=1"]);
    let output = again.env(ATTEMPT, format!("{profile}|{name}|{secret}")).output().expect("it starts");
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(said.contains(ALLOWED) != said.contains(DENIED), "{profile}, {name}: no answer: {output:?}");
    said.contains(ALLOWED)
}

/// Landlock is not in every kernel; seccomp is.
fn has_landlock() -> bool {
    fs::read_to_string("/sys/kernel/security/lsm")
        .map_or_else(|_| probes_landlock(), |l| l.contains("landlock"))
}

/// Asks by use, where the list of locks is not mounted: only Landlock keeps a reader of the OCR profile from a
/// folder.
fn probes_landlock() -> bool {
    !is_allowed("ocr", "read a folder", "/etc/hostname")
}

fn check(profile: &str, allowed: &[&str]) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let secret = folder.path().join("secret");
    File::create(&secret).expect("room on disk");
    let secret = secret.to_str().expect("an ordinary name");
    for (name, _) in ATTEMPTS {
        assert_eq!(is_allowed(profile, name, secret), allowed.contains(&name), "{profile}: {name}");
    }
}

#[test]
fn a_free_process_can_do_it_all() {
    let all = ATTEMPTS.map(|(name, _)| name);
    check("none", &all);
}

#[test]
fn a_reader_can_do_nothing() {
    check("read", &[]);
}

#[test]
fn ocr_runs_programs_and_nothing_else() {
    if !has_landlock() {
        println!("skipped: this kernel lacks Landlock");
        return;
    }
    check("ocr", &["read a system library's folder", "run a program", "start a thread"]);
}
