-- What a reading gave beside fields and citations, and which documents may be one and the same.

-- Other candidates of fields, relations between cited documents, the section and the dates of a bulletin. A document
-- without a row gave none of them.
CREATE TABLE findings (
    document          INTEGER PRIMARY KEY REFERENCES documents (no),
    found             TEXT NOT NULL CHECK (json_valid(found))          -- docs/archive-format.md has the shape
) STRICT;

-- A sketch of each text: what share of it two documents have in common can be told from theirs. Too short a text has
-- none.
CREATE TABLE sketches (
    document          INTEGER PRIMARY KEY REFERENCES documents (no),
    sketch            BLOB NOT NULL
) STRICT;

-- Documents with a stretch of their sketches in common are worth comparing.
CREATE TABLE sketch_bands (
    band              INTEGER NOT NULL,
    document          INTEGER NOT NULL REFERENCES documents (no),
    PRIMARY KEY (band, document)
) STRICT, WITHOUT ROWID;

CREATE INDEX sketch_bands_of ON sketch_bands (document);

-- What a person called another document than this one: a row for each direction. Ordinals are never reused, so one that
-- is forgotten later does no harm here.
CREATE TABLE distinct_pairs (
    document          INTEGER NOT NULL REFERENCES documents (no),
    other             INTEGER NOT NULL,
    at                TEXT NOT NULL,
    PRIMARY KEY (document, other)
) STRICT, WITHOUT ROWID;

-- Documents filed before there were sketches get theirs from here on, down to none.
INSERT INTO settings (name, value) SELECT 'sketches_left', max(no) FROM documents HAVING max(no) IS NOT NULL;
