//! A filed document: its fields, its files and its history marks.

use std::fmt;

use crate::reading::{Evidence, Field};
use crate::warning::Warning;
use crate::{Digest, DocumentId, DocumentNumber, DossierId, Kind, PageSource, PartialDate};

/// Secrecy (độ mật): Law 117/2025/QH15 has three levels above the ordinary.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Secrecy {
    /// Thường.
    #[default]
    Ordinary,
    /// Mật.
    Secret,
    /// Tối mật.
    TopSecret,
    /// Tuyệt mật.
    UtmostSecret,
}

impl Secrecy {
    const ALL: [Self; 4] = [Self::Ordinary, Self::Secret, Self::TopSecret, Self::UtmostSecret];

    /// Its name in JSON and in the catalogue.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ordinary => "thuong",
            Self::Secret => "mat",
            Self::TopSecret => "toi_mat",
            Self::UtmostSecret => "tuyet_mat",
        }
    }

    /// Reads what `as_str` writes.
    #[must_use]
    pub fn from_code(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.as_str() == text)
    }
}

/// Urgency (độ khẩn).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Urgency {
    /// Thường.
    #[default]
    Ordinary,
    /// Khẩn.
    Urgent,
    /// Thượng khẩn.
    VeryUrgent,
    /// Hỏa tốc.
    Express,
}

impl Urgency {
    const ALL: [Self; 4] = [Self::Ordinary, Self::Urgent, Self::VeryUrgent, Self::Express];

    /// Its name in JSON and in the catalogue.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ordinary => "thuong",
            Self::Urgent => "khan",
            Self::VeryUrgent => "thuong_khan",
            Self::Express => "hoa_toc",
        }
    }

    /// Reads what `as_str` writes.
    #[must_use]
    pub fn from_code(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.as_str() == text)
    }
}

/// The catalogue fields of a document. What is unknown is `None` or empty, never a guess.
#[derive(Clone, Default, PartialEq)]
pub struct Fields {
    /// Kind (loại).
    pub kind: Option<Kind>,
    /// Number and symbol (số, ký hiệu).
    pub number: Option<DocumentNumber>,
    /// Date of issue.
    pub issued_on: Option<PartialDate>,
    /// Date a bulletin was published.
    pub published_on: Option<PartialDate>,
    /// Place of issue (địa danh).
    pub place: Option<String>,
    /// Issuer as printed.
    pub issuer: Option<String>,
    /// The body above the issuer, as printed.
    pub parent_body: Option<String>,
    /// Subject (trích yếu) or headline.
    pub subject: Option<String>,
    /// Signer's name without titles.
    pub signer: Option<String>,
    /// Signer's post as printed.
    pub signer_position: Option<String>,
    /// In whose name: `T/M`, `KT.`, as printed.
    pub signer_authority: Option<String>,
    /// Author of a bulletin.
    pub author: Option<String>,
    /// Addressees (kính gửi).
    pub addressees: Vec<String>,
    /// Recipients (nơi nhận).
    pub recipients: Vec<String>,
    /// Secrecy.
    pub secrecy: Secrecy,
    /// Urgency.
    pub urgency: Urgency,
}

impl Fields {
    /// The date that says when the document appeared: issued, or else published.
    #[must_use]
    pub fn appeared_on(&self) -> Option<PartialDate> {
        self.issued_on.or(self.published_on)
    }

    /// Whether a field says something.
    #[must_use]
    pub fn has(&self, field: Field) -> bool {
        match field {
            Field::Kind => self.kind.is_some(),
            Field::Number => self.number.is_some(),
            Field::IssuedOn => self.issued_on.is_some(),
            Field::PublishedOn => self.published_on.is_some(),
            Field::Place => self.place.is_some(),
            Field::Issuer => self.issuer.is_some(),
            Field::ParentBody => self.parent_body.is_some(),
            Field::Subject => self.subject.is_some(),
            Field::Signer => self.signer.is_some(),
            Field::SignerPosition => self.signer_position.is_some(),
            Field::SignerAuthority => self.signer_authority.is_some(),
            Field::Author => self.author.is_some(),
            Field::Addressees => !self.addressees.is_empty(),
            Field::Recipients => !self.recipients.is_empty(),
            Field::Secrecy => self.secrecy != Secrecy::default(),
            Field::Urgency => self.urgency != Urgency::default(),
        }
    }

    /// Takes each field that `keeps` names from `self` and the others from `other`.
    #[must_use]
    pub fn kept_over(&self, other: &Self, keeps: impl Fn(Field) -> bool) -> Self {
        let of = |field| if keeps(field) { self } else { other };
        Self {
            kind: of(Field::Kind).kind,
            number: of(Field::Number).number.clone(),
            issued_on: of(Field::IssuedOn).issued_on,
            published_on: of(Field::PublishedOn).published_on,
            place: of(Field::Place).place.clone(),
            issuer: of(Field::Issuer).issuer.clone(),
            parent_body: of(Field::ParentBody).parent_body.clone(),
            subject: of(Field::Subject).subject.clone(),
            signer: of(Field::Signer).signer.clone(),
            signer_position: of(Field::SignerPosition).signer_position.clone(),
            signer_authority: of(Field::SignerAuthority).signer_authority.clone(),
            author: of(Field::Author).author.clone(),
            addressees: of(Field::Addressees).addressees.clone(),
            recipients: of(Field::Recipients).recipients.clone(),
            secrecy: of(Field::Secrecy).secrecy,
            urgency: of(Field::Urgency).urgency,
        }
    }
}

/// Shows which fields are filled and never what they say.
impl fmt::Debug for Fields {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let filled = [
            ("kind", self.kind.is_some()),
            ("number", self.number.is_some()),
            ("issued_on", self.issued_on.is_some()),
            ("published_on", self.published_on.is_some()),
            ("place", self.place.is_some()),
            ("issuer", self.issuer.is_some()),
            ("subject", self.subject.is_some()),
            ("signer", self.signer.is_some()),
            ("author", self.author.is_some()),
        ];
        f.debug_set().entries(filled.iter().filter(|(_, is)| *is).map(|(name, _)| name)).finish()
    }
}

/// What a kept file is to its document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FileRole {
    /// The file that was filed, unchanged.
    Original,
}

impl FileRole {
    /// Its name in JSON and in the catalogue.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Original => "original",
        }
    }
}

/// A file in the vault.
#[derive(Clone, PartialEq, Eq)]
pub struct OriginalFile {
    /// What it is to the document.
    pub role: FileRole,
    /// The name it came with: for people only, never used as a path.
    pub name: String,
    /// The type found in its bytes, `application/pdf`.
    pub media_type: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// Its BLAKE3 hash.
    pub digest: Digest,
}

/// Shows the hash and never the name.
impl fmt::Debug for OriginalFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "OriginalFile({}, {} bytes)", self.digest, self.bytes)
    }
}

/// A dossier (hồ sơ) as a document names it.
#[derive(Clone, PartialEq, Eq)]
pub struct DossierName {
    /// Its identity.
    pub id: DossierId,
    /// Its code and title.
    pub name: String,
}

/// Shows the id and never the name.
impl fmt::Debug for DossierName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DossierName({})", self.id)
    }
}

/// A filed document as the catalogue keeps it, without its text.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// Its identity.
    pub id: DocumentId,
    /// The id it had in the system it was migrated from.
    pub source_id: Option<String>,
    /// Its fields.
    pub fields: Fields,
    /// Where machine-read fields were read.
    pub evidence: Vec<Evidence>,
    /// Fields a machine read and no person has confirmed.
    pub proposed: Vec<Field>,
    /// What could not be read.
    pub warnings: Vec<Warning>,
    /// Its files; none if it was migrated as text.
    pub files: Vec<OriginalFile>,
    /// How many pages of text it has.
    pub pages: u32,
    /// How each page was read.
    pub sources: Vec<PageSource>,
    /// The letter it came enclosed in.
    pub enclosed_in: Option<DocumentId>,
    /// What came enclosed in it.
    pub enclosures: Vec<DocumentId>,
    /// Labels people gave it.
    pub tags: Vec<String>,
    /// The dossiers it is in.
    pub dossiers: Vec<DossierName>,
    /// Since when it is in the trash: UTC, `YYYY-MM-DDThh:mm:ssZ`.
    pub trashed_at: Option<String>,
    /// When it was filed: UTC, `YYYY-MM-DDThh:mm:ssZ`.
    pub filed_at: String,
    /// Counts its changes from 1.
    pub version: u32,
}
