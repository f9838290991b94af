//! From domain values to JSON shapes and back.

use std::ops::Range;

use vankho_app::{FailureCode, ItemState, JobStatus, PictureStatus};
use vankho_model::{
    Citation, Document, DocumentNumber, Evidence, Fields, OriginalFile, PageSource, PartialDate, Warning,
};

use crate::ErrorCode;
use crate::dto::{
    CitationDto, DocumentDto, EvidenceItem, ImportItem, ImportItemState, ImportStatus, NumberParts,
    OriginalFileDto, PageSourceDto, PictureStatusDto, TextPage, WarningDto,
};

impl From<&Warning> for WarningDto {
    fn from(warning: &Warning) -> Self {
        Self { code: warning.code.as_str().to_owned(), page: warning.page }
    }
}

impl From<&DocumentNumber> for NumberParts {
    fn from(number: &DocumentNumber) -> Self {
        Self {
            seq: number.seq(),
            suffix: number.suffix().map(str::to_owned),
            year: number.year(),
            kind: number.kind_symbol().map(str::to_owned),
            issuer: number.issuers().to_owned(),
            system: number.system().as_str().to_owned(),
        }
    }
}

impl From<&Evidence> for EvidenceItem {
    fn from(evidence: &Evidence) -> Self {
        let Evidence { page, start, end, ref quote, confidence, .. } = *evidence;
        Self { page, start, end, quote: quote.clone(), confidence: share(confidence) }
    }
}

impl From<&OriginalFile> for OriginalFileDto {
    fn from(file: &OriginalFile) -> Self {
        Self {
            role: file.role.as_str().to_owned(),
            name: file.name.clone(),
            media_type: file.media_type.clone(),
            bytes: file.bytes,
            blake3: file.digest.to_string(),
        }
    }
}

impl From<&Citation> for CitationDto {
    fn from(citation: &Citation) -> Self {
        Self {
            quote: citation.quote.clone(),
            page: citation.page,
            start: citation.start,
            end: citation.end,
            number: citation.number.as_ref().map(ToString::to_string),
            kind: citation.kind.map(|kind| kind.id().to_owned()),
            date: date(citation.date),
            issuer: citation.issuer.clone(),
            relation: citation.relation.as_str().to_owned(),
            article: citation.article.clone(),
            subject: citation.subject.clone(),
            passive: citation.passive,
            resolves_to: None,
            confidence: share(citation.confidence),
            no: None,
            ruling: None,
        }
    }
}

impl From<PictureStatus> for PictureStatusDto {
    fn from(status: PictureStatus) -> Self {
        Self {
            waiting_pages: status.waiting.pages,
            waiting_documents: status.waiting.documents,
            done: status.done,
            running: status.is_running,
            paused: status.is_paused,
            able: status.is_able,
        }
    }
}

impl From<PageSource> for PageSourceDto {
    fn from(source: PageSource) -> Self {
        Self {
            engine: source.engine.as_str().to_owned(),
            encoding: source.encoding.as_str().to_owned(),
            because: source.instead_because.map(|doubt| doubt.as_str().to_owned()),
        }
    }
}

impl From<&Document> for DocumentDto {
    fn from(document: &Document) -> Self {
        Self {
            id: document.id.to_string(),
            source_id: document.source_id.clone(),
            proposed: document.proposed.iter().map(|field| field.as_str().to_owned()).collect(),
            files: document.files.iter().map(OriginalFileDto::from).collect(),
            pages: document.pages,
            sources: document.sources.iter().copied().map(PageSourceDto::from).collect(),
            enclosed_in: document.enclosed_in.as_ref().map(ToString::to_string),
            enclosures: document.enclosures.iter().map(ToString::to_string).collect(),
            tags: document.tags.clone(),
            dossiers: document.dossiers.iter().map(|dossier| dossier.name.clone()).collect(),
            dossier_ids: document.dossiers.iter().map(|dossier| dossier.id.to_string()).collect(),
            trashed_at: document.trashed_at.clone(),
            filed_at: document.filed_at.clone(),
            version: document.version,
            ..Self::of_reading(&document.fields, &document.evidence, &document.warnings)
        }
    }
}

impl DocumentDto {
    /// The fields that can be read off a file that is not filed; the rest is empty.
    #[must_use]
    pub fn of_reading(fields: &Fields, evidence: &[Evidence], warnings: &[Warning]) -> Self {
        let item = |e: &Evidence| (e.field.as_str().to_owned(), EvidenceItem::from(e));
        Self {
            id: String::new(),
            source_id: None,
            kind: fields.kind.map(|kind| kind.id().to_owned()),
            kind_name: fields.kind.map(|kind| kind.name().to_owned()),
            number: fields.number.as_ref().map(ToString::to_string),
            number_parts: fields.number.as_ref().map(NumberParts::from),
            issued_on: date(fields.issued_on),
            published_on: date(fields.published_on),
            place: fields.place.clone(),
            issuer: fields.issuer.clone(),
            parent_body: fields.parent_body.clone(),
            subject: fields.subject.clone(),
            signer: fields.signer.clone(),
            signer_position: fields.signer_position.clone(),
            signer_authority: fields.signer_authority.clone(),
            author: fields.author.clone(),
            addressees: fields.addressees.clone(),
            recipients: fields.recipients.clone(),
            secrecy: fields.secrecy.as_str().to_owned(),
            urgency: fields.urgency.as_str().to_owned(),
            proposed: evidence.iter().map(|e| e.field.as_str().to_owned()).collect(),
            evidence: evidence.iter().map(item).collect(),
            files: Vec::new(),
            pages: 0,
            sources: Vec::new(),
            enclosed_in: None,
            enclosures: Vec::new(),
            tags: Vec::new(),
            dossiers: Vec::new(),
            dossier_ids: Vec::new(),
            trashed_at: None,
            filed_at: String::new(),
            version: 0,
            warnings: warnings.iter().map(WarningDto::from).collect(),
        }
    }
}

impl From<&JobStatus> for ImportStatus {
    fn from(job: &JobStatus) -> Self {
        let item = |item: &vankho_app::JobItem| ImportItem {
            name: item.name.clone(),
            state: match item.state {
                ItemState::Filed => ImportItemState::Filed,
                ItemState::Duplicate => ImportItemState::Duplicate,
                ItemState::Restored => ImportItemState::Restored,
                ItemState::Failed => ImportItemState::Failed,
            },
            id: item.id.map(|id| id.to_string()),
            code: item.failure.map(FailureCode::as_str).map(str::to_owned),
            warnings: item.warnings.iter().map(WarningDto::from).collect(),
        };
        Self {
            running: job.running,
            paused: job.paused,
            total: job.total,
            done: job.done,
            filed: job.filed,
            duplicates: job.duplicates,
            failed: job.failed,
            warned: job.warned,
            seconds: job.elapsed.as_secs_f64(),
            stopped_by: job.stopped_by.as_deref().map(ErrorCode::of),
            items: job.items.iter().map(item).collect(),
        }
    }
}

/// A page with its hits counted in characters instead of bytes.
pub(crate) fn text_page(page: u32, text: String, hits: &[Range<usize>]) -> TextPage {
    let mut counted = Vec::with_capacity(hits.len());
    let (mut bytes, mut characters) = (0, 0);
    let mut advance = |to: usize| {
        characters += u32::try_from(text[bytes..to].chars().count()).unwrap_or(u32::MAX);
        bytes = to;
        characters
    };
    for hit in hits {
        counted.push((advance(hit.start), advance(hit.end)));
    }
    TextPage { page, text, hits: counted }
}

/// A share to four places: .9 of single precision is 0.8999999762 of double, and would be less than 0.9 to a screen.
fn share(confidence: f32) -> f64 {
    (f64::from(confidence) * 1e4).round() / 1e4
}

pub(crate) fn date(date: Option<PartialDate>) -> Option<String> {
    date.map(|date| date.to_string())
}
