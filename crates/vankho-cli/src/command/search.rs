//! `vankho search`

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::time::Instant;

use anyhow::Context;
use serde::Serialize;
use vankho_api::dto::{FiltersDto, HitDto, SearchArgs, SearchResult, SortDto};
use vankho_api::search_request;
use vankho_app::{Archive, Mode};

use crate::arguments::{Arguments, SearchArguments, SortArgument};
use crate::context::{Exit, WrongUsage, kind, open};
use crate::output::Output;

/// A batch answer in short: what scripts and measurements need.
#[derive(Serialize)]
struct Brief<'r> {
    query: &'r str,
    total: u64,
    took_us: u64,
    hits: Vec<BriefHit<'r>>,
}

#[derive(Serialize)]
struct BriefHit<'r> {
    id: &'r str,
    source_id: Option<&'r str>,
    score: f32,
}

impl<'r> Brief<'r> {
    fn of(result: &'r SearchResult) -> Self {
        let hit =
            |hit: &'r HitDto| BriefHit { id: &hit.id, source_id: hit.source_id.as_deref(), score: hit.score };
        let hits = result.hits.iter().map(hit).collect();
        Self { query: &result.query, total: result.total, took_us: result.took_us, hits }
    }
}

pub fn run(arguments: &Arguments, search: &SearchArguments, output: &mut Output) -> anyhow::Result<Exit> {
    let archive = open(arguments, Mode::Read)?;
    let mut args = SearchArgs {
        query: search.query.join(" "),
        filters: filters(search)?,
        sort: sort(search.sort),
        offset: search.offset,
        limit: search.limit,
        facets: search.batch.is_none() || search.full,
        ..SearchArgs::default()
    };
    if let Some(batch) = &search.batch {
        return run_batch(&archive, &mut args, batch, search.full, output);
    }
    let result = answer(&archive, &args, true)?;
    if arguments.json {
        output.json(&result)?;
    } else {
        print(&result, output)?;
    }
    Ok(Exit::Done)
}

fn run_batch(
    archive: &Archive,
    args: &mut SearchArgs,
    batch: &Path,
    full: bool,
    output: &mut Output,
) -> anyhow::Result<Exit> {
    let file = File::open(batch).with_context(|| format!("không đọc được {}", batch.display()))?;
    for line in BufReader::new(file).lines() {
        args.query = line?;
        let result = answer(archive, args, full)?;
        if full {
            output.json(&result)?;
        } else {
            output.json(&Brief::of(&result))?;
        }
    }
    Ok(Exit::Done)
}

fn answer(archive: &Archive, args: &SearchArgs, snippets: bool) -> anyhow::Result<SearchResult> {
    let request = search_request(args, snippets)?;
    let started = Instant::now();
    let answer = archive.search(&request)?;
    let took_us = u64::try_from(started.elapsed().as_micros()).unwrap_or(u64::MAX);
    Ok(SearchResult::of(args, answer, took_us))
}

/// The order that was typed.
pub fn sort(sort: SortArgument) -> SortDto {
    match sort {
        SortArgument::Relevance => SortDto::Relevance,
        SortArgument::Newest => SortDto::Newest,
        SortArgument::Oldest => SortDto::Oldest,
        SortArgument::Number => SortDto::Number,
        SortArgument::Issuer => SortDto::Issuer,
        SortArgument::Subject => SortDto::Subject,
    }
}

fn filters(search: &SearchArguments) -> anyhow::Result<FiltersDto> {
    Ok(FiltersDto {
        kind: search
            .kind
            .iter()
            .map(|text| Ok(kind(text)?.id().to_owned()))
            .collect::<Result<_, WrongUsage>>()?,
        year: search.year.clone(),
        issuer: search.issuer.clone(),
        ..FiltersDto::default()
    })
}

fn print(result: &SearchResult, output: &mut Output) -> anyhow::Result<()> {
    if let Some(suggestion) = &result.suggestion {
        output.line(format!("Không thấy lời tìm như đã gõ. Ý bạn là: {suggestion}"))?;
    }
    for chip in result.understood.chips.iter().filter(|chip| chip.kind == "as_words") {
        output.line(format!("Chưa hiểu “{}”: tìm như từ thường.", chip.value))?;
    }
    if result.relaxed && result.total > 0 {
        output.line("Không có văn bản nào đủ các từ; dưới đây là văn bản có một phần.")?;
    }
    for hit in &result.hits {
        let number = hit.number.as_deref().or(hit.kind_name.as_deref()).unwrap_or("—");
        let date = hit.issued_on.as_deref().or(hit.published_on.as_deref()).unwrap_or("");
        output.line(format!("{number:<22} {date:<10}  {}", hit.subject.as_deref().unwrap_or("")))?;
        if let Some(snippet) = &hit.snippet {
            output.line(format!("    {snippet}"))?;
        }
    }
    let ms = result.took_us as f64 / 1000.0;
    output.line(format!("{} kết quả · {ms:.1} ms", result.total))?;
    if result.index_lag > 0 {
        output.line(format!("Chỉ mục còn thiếu {} văn bản: chạy `vankho reindex`.", result.index_lag))?;
    }
    Ok(())
}
