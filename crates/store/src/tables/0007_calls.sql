-- Calls to a model, each written before it is made and ended once. Columns from `ended_at_ms` on are absent while it runs.
CREATE TABLE calls (
    id                 INTEGER PRIMARY KEY AUTOINCREMENT,
    reservation        INTEGER NOT NULL UNIQUE,         -- its number in the ledger; the open one is in `reservations`
    job                INTEGER REFERENCES jobs (id),    -- absent for hints, questions and tests
    mission_id         TEXT,
    purpose            TEXT NOT NULL CHECK (purpose IN ('mission', 'repair', 'hint', 'question', 'test')),
    model              TEXT NOT NULL,
    prompt_version     TEXT NOT NULL,
    boot               TEXT NOT NULL,
    started_at_ms      INTEGER NOT NULL,
    deadline_ms        INTEGER NOT NULL,
    reserved_nusd      INTEGER NOT NULL CHECK (reserved_nusd >= 0),
    reserved_tokens    INTEGER NOT NULL CHECK (reserved_tokens >= 0),
    ended_at_ms        INTEGER,
    outcome            TEXT,                            -- 'ok', 'cancelled', 'unknown', or the failure's code
    charged            TEXT CHECK (charged IN ('nothing', 'known', 'whole')),
    charged_nusd       INTEGER CHECK (charged_nusd >= 0),
    charged_tokens     INTEGER CHECK (charged_tokens >= 0),
    input_tokens       INTEGER CHECK (input_tokens >= 0),
    output_tokens      INTEGER CHECK (output_tokens >= 0),
    cache_read_tokens  INTEGER CHECK (cache_read_tokens >= 0),
    cache_write_tokens INTEGER CHECK (cache_write_tokens >= 0),
    first_ms           INTEGER,                         -- to the first text
    whole_ms           INTEGER,                         -- to the end
    message            TEXT,
    CHECK ((ended_at_ms IS NULL) = (outcome IS NULL) AND (ended_at_ms IS NULL) = (charged IS NULL)
       AND (ended_at_ms IS NULL) = (charged_nusd IS NULL) AND (ended_at_ms IS NULL) = (charged_tokens IS NULL)
       AND (ended_at_ms IS NULL) = (message IS NULL)),
    CHECK ((charged IS 'known') = (input_tokens IS NOT NULL))
) STRICT;

CREATE INDEX calls_open ON calls (id) WHERE ended_at_ms IS NULL;
CREATE INDEX calls_by_time ON calls (started_at_ms);
CREATE INDEX calls_by_mission ON calls (mission_id, purpose, charged_nusd, charged_tokens);

CREATE TRIGGER ended_calls_are_not_changed BEFORE UPDATE ON calls WHEN OLD.ended_at_ms IS NOT NULL
BEGIN
    SELECT RAISE(ABORT, 'a call that has ended is not changed');
END;

CREATE TRIGGER calls_are_not_deleted BEFORE DELETE ON calls
BEGIN
    SELECT RAISE(ABORT, 'calls are not deleted');
END;
