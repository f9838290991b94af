-- What cites what, and what people ruled on what machines proposed.

-- What two writings of one number share: see DocumentNumber::identity_key of vankho-model.
ALTER TABLE documents ADD COLUMN number_key TEXT;
CREATE INDEX documents_by_number_key ON documents (number_key, issued_on) WHERE number_key IS NOT NULL;

CREATE TABLE citations (
    no                INTEGER PRIMARY KEY,
    document          INTEGER NOT NULL REFERENCES documents (no),     -- the one that cites
    page              INTEGER NOT NULL CHECK (page >= 1),
    first             INTEGER NOT NULL,             -- in characters of the page's text
    after             INTEGER NOT NULL,
    quote             TEXT NOT NULL,
    number            TEXT,                         -- in normal form; NULL: cited by its name
    number_key        TEXT,
    kind              TEXT,
    date              TEXT,
    issuer            TEXT,                         -- as printed
    subject           TEXT,                         -- as printed; the name of what is cited without a number
    article           TEXT,                         -- the part that is meant: khoản 2 Điều 5
    passive           INTEGER NOT NULL CHECK (passive IN (0, 1)),     -- the cited one does it to this one
    relation          TEXT NOT NULL CHECK (relation IN (
                          'based_on', 'implements', 'guides', 'amends', 'replaces', 'repeals', 'corrects',
                          'reports_on', 'attached_to', 'replies_to', 'mentions')),
    confidence        REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
    ruling            TEXT NOT NULL CHECK (ruling IN ('proposed', 'confirmed', 'rejected')),
    cited             INTEGER REFERENCES documents (no)               -- NULL: not filed, or not known which
) STRICT;

CREATE INDEX citations_in ON citations (document);
CREATE INDEX citations_of ON citations (cited) WHERE cited IS NOT NULL;
CREATE INDEX citations_by_number_key ON citations (number_key, date) WHERE number_key IS NOT NULL;

-- Fields that a person decided: they stay whatever a machine reads later. One may be decided to be empty.
CREATE TABLE settled_fields (
    document          INTEGER NOT NULL REFERENCES documents (no),
    field             TEXT NOT NULL,
    PRIMARY KEY (document, field)
) STRICT, WITHOUT ROWID;

-- Every change by a person, with what it takes to undo it.
CREATE TABLE changes (
    no                INTEGER PRIMARY KEY AUTOINCREMENT,
    document          INTEGER NOT NULL REFERENCES documents (no),
    at                TEXT NOT NULL,
    action            TEXT NOT NULL CHECK (action IN ('confirm', 'correct', 'reject', 'undo')),
    field             TEXT,                         -- of a field
    citation          INTEGER,                      -- or of a citation
    before            TEXT NOT NULL CHECK (json_valid(before)),
    after             TEXT NOT NULL CHECK (json_valid(after)),
    undone            INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1)),
    CHECK ((field IS NULL) <> (citation IS NULL))
) STRICT;

CREATE INDEX changes_of ON changes (document);

-- The review lane: fields that a machine read with less than .9. Confidences are of single precision: .9 itself is a
-- little less as a double.
CREATE INDEX evidence_in_doubt ON evidence (document) WHERE state = 'proposed' AND confidence < 0.8999;
