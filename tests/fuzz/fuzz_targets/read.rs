//! One program for every target: `VANKHO_FUZZ` names it, and without a name all names are listed.
//! `cargo xtask test --only fuzz` runs them; `cargo fuzz run --fuzz-dir tests/fuzz read` works as well.

#![no_main]

mod recognize;

use std::cell::RefCell;
use std::panic;
use std::process;
use std::sync::OnceLock;
use std::thread::Builder;

use libfuzzer_sys::fuzz_target;
use vankho_extract::fuzzing;

static TARGET: OnceLock<String> = OnceLock::new();

thread_local! {
    /// What the last panic said: readers catch those of their libraries, so only one that escapes is told.
    static LAST_WORDS: RefCell<String> = const { RefCell::new(String::new()) };
}

fuzz_target!(init: choose(), |bytes: &[u8]| {
    let target = TARGET.get().expect("chosen before the first run").as_str();
    // The stack is that of the reading process; nesting that overflows it there does so here.
    let reader = Builder::new().stack_size(fuzzing::STACK_BYTES);
    let bytes = bytes.to_vec();
    let read = reader.spawn(move || {
        panic::catch_unwind(|| run(target, &bytes)).map_err(|_| LAST_WORDS.with_borrow(String::clone))
    });
    match read.expect("a thread starts").join() {
        Ok(Ok(is_known)) => assert!(is_known, "no such target: {target}"),
        Ok(Err(words)) => {
            eprintln!("{words}");
            process::abort();
        }
        Err(_) => process::abort(),
    }
});

/// Gives the bytes to a target; whether there is one of that name.
fn run(target: &str, bytes: &[u8]) -> bool {
    if target == recognize::NAME {
        recognize::run(bytes);
        return true;
    }
    fuzzing::run(target, bytes)
}

/// Runs once, after the fuzzer has set a hook of its own that ends the process on any panic.
fn choose() {
    panic::set_hook(Box::new(|info| LAST_WORDS.set(info.to_string())));
    let target = std::env::var("VANKHO_FUZZ").unwrap_or_else(|_| {
        for name in fuzzing::targets() {
            println!("{name}");
        }
        println!("{}", recognize::NAME);
        process::exit(0)
    });
    let _ = TARGET.set(target);
}
