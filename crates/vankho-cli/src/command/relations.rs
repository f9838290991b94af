//! `vankho relations`, `vankho missing` and `vankho uncited`

use vankho_api::dto::{BriefDto, LinkDto, MissingDto, RelationsDto};
use vankho_app::{DocumentRef, Mode};

use crate::arguments::{Arguments, UncitedArguments};
use crate::context::{Exit, kind, open, relation};
use crate::output::Output;

pub fn relations(
    arguments: &Arguments,
    reference: &str,
    depth: u32,
    output: &mut Output,
) -> anyhow::Result<Exit> {
    let archive = open(arguments, Mode::Read)?;
    let id = archive.resolve(&reference.parse::<DocumentRef>()?)?;
    let relations = RelationsDto::from(&archive.relations(id, depth)?);
    if arguments.json {
        output.json(&relations)?;
        return Ok(Exit::Done);
    }
    let since = relations.effect.since.as_ref().map_or(String::new(), |date| format!(" từ {date}"));
    output.line(format!("{}: {}{since}", relations.id, effect_name(&relations.effect.state)))?;
    for (title, links) in [("Viện dẫn:", &relations.cites), ("Được viện dẫn:", &relations.cited_by)]
    {
        output.line(title)?;
        for link in links {
            output.line(format!("  {}", line(&relations, link)))?;
        }
    }
    Ok(Exit::Done)
}

pub fn missing(arguments: &Arguments, limit: usize, output: &mut Output) -> anyhow::Result<Exit> {
    let archive = open(arguments, Mode::Read)?;
    for missing in archive.missing(limit)? {
        let first = archive.id_of(missing.first)?.map(|id| id.to_string());
        let missing = MissingDto::of(&missing, first);
        if arguments.json {
            output.json(&missing)?;
        } else {
            output.line(format!("{:>6} × {}", missing.cited_by, missing_name(&missing)))?;
        }
    }
    Ok(Exit::Done)
}

pub fn uncited(
    arguments: &Arguments,
    uncited: &UncitedArguments,
    output: &mut Output,
) -> anyhow::Result<Exit> {
    let kind = uncited.kind.as_deref().map(kind).transpose()?;
    let relations = uncited.relation.iter().map(|code| relation(code)).collect::<Result<Vec<_>, _>>()?;
    let archive = open(arguments, Mode::Read)?;
    for row in archive.uncited(kind, &relations, uncited.limit)? {
        let brief = BriefDto::from(&row);
        if arguments.json {
            output.json(&brief)?;
        } else {
            output.line(format!("{}  {}", brief.id, name(&brief)))?;
        }
    }
    Ok(Exit::Done)
}

/// `  căn cứ        04-NQ/TU · 2016-07-01 · TỈNH ỦY …`, indented by its distance.
fn line(relations: &RelationsDto, link: &LinkDto) -> String {
    let other = match &link.to {
        Some(to) if *to == relations.id => Some(&link.from),
        to => to.as_ref(),
    };
    let shown = match (other.and_then(|id| relations.documents.get(id)), &link.missing) {
        (_, Some(missing)) => format!("{} (chưa có trong kho)", missing_name(missing)),
        (Some(brief), None) => name(brief),
        (None, None) => String::new(),
    };
    let indent = "  ".repeat(link.level.saturating_sub(1) as usize);
    format!("{indent}{:<16} {shown}", relation_name(&link.relation))
}

fn name(brief: &BriefDto) -> String {
    let parts = [&brief.number, &brief.kind_name, &brief.date, &brief.issuer, &brief.subject];
    parts.into_iter().flatten().cloned().collect::<Vec<_>>().join(" · ")
}

fn missing_name(missing: &MissingDto) -> String {
    let parts = [&missing.number, &missing.kind_name, &missing.date, &missing.issuer, &missing.subject];
    parts.into_iter().flatten().cloned().collect::<Vec<_>>().join(" · ")
}

fn effect_name(state: &str) -> &str {
    match state {
        "amended" => "đã được sửa đổi, bổ sung",
        "replaced" => "đã bị thay thế",
        "repealed" => "đã bị bãi bỏ",
        _ => "chưa thấy văn bản nào thay thế, bãi bỏ",
    }
}

fn relation_name(relation: &str) -> &str {
    match relation {
        "based_on" => "căn cứ",
        "implements" => "thực hiện",
        "guides" => "hướng dẫn",
        "amends" => "sửa đổi",
        "replaces" => "thay thế",
        "repeals" => "bãi bỏ",
        "corrects" => "đính chính",
        "reports_on" => "báo cáo về",
        "attached_to" => "kèm theo",
        "replies_to" => "trả lời",
        _ => "nhắc đến",
    }
}
