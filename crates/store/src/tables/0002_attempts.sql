-- Template texts, each kept once however often it was saved. `codec` says how `content` is written: 'plain' is the bytes themselves.
CREATE TABLE snapshots (
    hash       BLOB PRIMARY KEY NOT NULL CHECK (length(hash) = 32),   -- SHA-256 of the plain bytes
    codec      TEXT NOT NULL,
    size_bytes INTEGER NOT NULL CHECK (size_bytes >= 0),              -- of the plain bytes
    content    BLOB NOT NULL
) STRICT;

-- Graded saves. Numbers grow with time and are never used again, even after a mission is forgotten. `report` stands last: SQLite then reads
-- the other columns without walking through it.
CREATE TABLE attempts (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    mission_id TEXT NOT NULL REFERENCES started_missions (mission_id) ON DELETE CASCADE,
    at_ms      INTEGER NOT NULL,
    origin     TEXT NOT NULL CHECK (origin IN ('start', 'save', 'restore', 'undo')),
    snapshot   BLOB NOT NULL REFERENCES snapshots (hash),
    score      REAL NOT NULL CHECK (score BETWEEN 0.0 AND 1.0),
    passed     INTEGER NOT NULL CHECK (passed BETWEEN 0 AND total),
    total      INTEGER NOT NULL,
    grade_us   INTEGER NOT NULL CHECK (grade_us >= 0),                -- reading and grading, in microseconds
    report     TEXT NOT NULL CHECK (json_valid(report))
) STRICT;

-- A mission's history, and the newest of it.
CREATE INDEX attempts_by_mission ON attempts (mission_id, id);
-- The activity calendar reads nothing but this.
CREATE INDEX saves_by_time ON attempts (at_ms) WHERE origin = 'save';
-- Whether a snapshot is still used, when a mission is forgotten.
CREATE INDEX attempts_by_snapshot ON attempts (snapshot);
