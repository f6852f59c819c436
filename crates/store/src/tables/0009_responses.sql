-- Whole answers of models by the SHA-256 of the request, so that none is paid twice. The oldest go when there are too many.
CREATE TABLE responses (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    key     BLOB NOT NULL UNIQUE CHECK (length(key) = 32),
    model   TEXT NOT NULL,
    purpose TEXT NOT NULL,
    text    TEXT NOT NULL
) STRICT;

-- How often kept answers were used, a day (UTC) each.
CREATE TABLE response_uses (
    day_ms  INTEGER NOT NULL,
    model   TEXT NOT NULL,
    purpose TEXT NOT NULL,
    uses    INTEGER NOT NULL CHECK (uses > 0),
    PRIMARY KEY (day_ms, model, purpose)
) STRICT, WITHOUT ROWID;
