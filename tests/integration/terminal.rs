//! The contract of the terminal program: exit codes and JSON shapes of `docs/cli.md`.

use serde_json::Value;
use vankho_testkit::{TestStore, samples};

/// Fails if a key that other programs rely on is missing.
fn has_keys(value: &Value, keys: &str) {
    for key in keys.split_whitespace() {
        assert!(value.get(key).is_some(), "{key} is missing in {value}");
    }
}

#[test]
fn ends_as_the_contract_says() {
    let store = TestStore::new();
    for arguments in [&["search", "x"][..], &["show", "1"], &["check"], &["stats"], &["reindex"]] {
        assert_eq!(store.run(arguments.iter().copied()).code, Some(3), "{arguments:?} makes no store");
    }
    assert_eq!(store.run(["no-such-command"]).code, Some(2));
    assert_eq!(store.run(["search"]).code, Some(2));
    assert_eq!(store.run(["init"]).code, Some(0));
    assert_eq!(store.run(["init"]).code, Some(0), "again is harmless");
    assert_eq!(store.run(["search", "x", "--kind", "không có"]).code, Some(2));
    assert_eq!(store.run(["show", "99-NQ/TU"]).code, Some(1));
}

#[test]
fn prints_the_shapes_of_the_contract() {
    let store = TestStore::new();
    let imported = store.import(&samples());
    let lines = imported.lines();
    let document_keys = "id source_id kind kind_name number number_parts issued_on published_on place issuer parent_body \
         subject signer signer_position signer_authority author addressees recipients secrecy urgency proposed \
         evidence files pages tags dossiers filed_at version";
    has_keys(&lines[0], "event path id document warnings ms");
    has_keys(&lines[0]["document"], document_keys);
    has_keys(&lines[0]["document"]["files"][0], "role name media_type bytes blake3");
    has_keys(lines.last().expect("a summary"), "event filed duplicates failed seconds");

    let shown = store.run(["show", "--json", "04-NQ/TU"]).json();
    has_keys(&shown, document_keys);
    has_keys(&shown["number_parts"], "seq suffix year kind issuer system");
    has_keys(&shown["evidence"]["number"], "page quote confidence");

    let answer = store.search("nghi quyet 04");
    has_keys(&answer, "query total took_us understood suggestion hits facets index_lag");
    has_keys(&answer["understood"], "number filters words");
    has_keys(&answer["hits"][0], "id source_id score number kind issued_on issuer subject page snippet");
    has_keys(&answer["facets"], "kind year issuer");

    let sample = samples().join("04-NQ-TU_cai-cach-hanh-chinh.pdf");
    let recognized = store.run(["recognize", "--json", sample.to_str().expect("Unicode")]).json();
    has_keys(&recognized, "path document citations warnings ms");

    let news = samples().join("Bản tin 05-9-2019.html");
    let cited = store.run(["recognize", "--json", news.to_str().expect("Unicode")]).json();
    has_keys(
        &cited["citations"][0],
        "quote page start end number kind date issuer relation article resolves_to confidence",
    );
    has_keys(&store.run(["stats", "--json"]).json(), "documents kind year issuer index_bytes index_lag");
}

#[test]
fn answers_a_batch_a_line_a_query() {
    let store = TestStore::new();
    store.import(&samples());
    let queries = store.inbox().join("queries.txt");
    let mut file = std::fs::File::create(&queries).expect("writable");
    std::io::Write::write_all(&mut file, "KH 449\n\n\"\nnghi quyet 04".as_bytes()).expect("writes");
    let path = queries.to_str().expect("Unicode");
    let lines = store.run(["search", "--batch", path, "--json", "--limit", "3"]).lines();
    assert_eq!(lines.len(), 4, "an empty query is a query");
    has_keys(&lines[0], "query total took_us hits");
    assert!(lines[0].get("facets").is_none());
    has_keys(&lines[0]["hits"][0], "id source_id score");
    let full = store.run(["search", "--batch", path, "--full"]).lines();
    has_keys(&full[3], "query total took_us understood suggestion hits facets index_lag");
}

#[test]
fn filters_sort_and_page() {
    let store = TestStore::new();
    store.import(&samples());
    let ask = |arguments: &[&str]| {
        store.run(["search", "--json", ""].into_iter().chain(arguments.iter().copied())).json()
    };
    let all = ask(&[]);
    assert_eq!(ask(&["--kind", "Nghị quyết"])["total"], 2);
    assert_eq!(ask(&["--kind", "nghi_quyet", "--year", "2016"])["total"], 2);
    assert_eq!(ask(&["--issuer", "CÔNG AN TỈNH SÔNG THANH"])["total"], 1);
    let oldest = ask(&["--sort", "oldest", "--limit", "1"]);
    assert_eq!(oldest["hits"][0]["number"], "218/QĐ-UB");
    let page = ask(&["--offset", "3", "--limit", "2"]);
    assert_eq!(page["hits"][0]["id"], all["hits"][3]["id"]);
    assert_eq!(page["hits"].as_array().map(Vec::len), Some(2));
}

#[test]
fn prints_text_with_pages_apart() {
    let store = TestStore::new();
    store.import(&samples());
    let text = store.run(["text", "04-NQ/TU"]).stdout;
    let shown = store.run(["show", "--json", "04-NQ/TU"]).json();
    assert_eq!(text.matches('\u{C}').count() as u64 + 1, shown["pages"].as_u64().expect("a number"));
}
