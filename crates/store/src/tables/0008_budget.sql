-- What is reserved now: a waiting job's first call, or a call that runs. A row goes when the ledger says how it ended.
CREATE TABLE reservations (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    job     INTEGER UNIQUE REFERENCES jobs (id),    -- a waiting job's; absent for a call's
    purpose TEXT NOT NULL CHECK (purpose IN ('mission', 'repair', 'hint', 'question', 'test')),
    nusd    INTEGER NOT NULL CHECK (nusd >= 0),     -- billionths of a USD
    tokens  INTEGER NOT NULL CHECK (tokens >= 0)
) STRICT;

-- Every movement, in both columns of pairs: what is reserved goes up and down again, what is charged only up. Rows are only ever added; a
-- reservation is made once and ended once.
CREATE TABLE ledger (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    at_ms           INTEGER NOT NULL CHECK (at_ms >= 0),
    entry           TEXT NOT NULL CHECK (entry IN ('reserve', 'settle', 'release')),
    reservation     INTEGER NOT NULL,
    purpose         TEXT NOT NULL CHECK (purpose IN ('mission', 'repair', 'hint', 'question', 'test')),
    reserved_nusd   INTEGER NOT NULL,
    reserved_tokens INTEGER NOT NULL,
    charged_nusd    INTEGER NOT NULL CHECK (charged_nusd >= 0),
    charged_tokens  INTEGER NOT NULL CHECK (charged_tokens >= 0),
    CHECK (CASE entry WHEN 'reserve' THEN reserved_nusd >= 0 AND reserved_tokens >= 0 ELSE reserved_nusd <= 0 AND reserved_tokens <= 0 END),
    CHECK (entry = 'settle' OR (charged_nusd = 0 AND charged_tokens = 0))
) STRICT;

CREATE UNIQUE INDEX ledger_begins_once ON ledger (reservation) WHERE entry = 'reserve';
CREATE UNIQUE INDEX ledger_ends_once ON ledger (reservation) WHERE entry <> 'reserve';
-- The rolling window reads nothing but this.
CREATE INDEX ledger_settled ON ledger (at_ms, purpose, charged_nusd, charged_tokens) WHERE entry = 'settle';

CREATE TRIGGER ledger_is_not_changed BEFORE UPDATE ON ledger
BEGIN
    SELECT RAISE(ABORT, 'the ledger is only ever added to');
END;

CREATE TRIGGER ledger_is_not_deleted BEFORE DELETE ON ledger
BEGIN
    SELECT RAISE(ABORT, 'the ledger is only ever added to');
END;

-- Sums of the ledger, kept by the triggers below: charged in a day and in a month (UTC), and reserved now ('open', which starts at 0).
CREATE TABLE counters (
    period   TEXT NOT NULL CHECK (period IN ('day', 'month', 'open')),
    start_ms INTEGER NOT NULL,
    purpose  TEXT NOT NULL,
    nusd     INTEGER NOT NULL CHECK (nusd >= 0),
    tokens   INTEGER NOT NULL CHECK (tokens >= 0),
    PRIMARY KEY (period, start_ms, purpose)
) STRICT, WITHOUT ROWID;

-- A sum that does not fit an INTEGER becomes a REAL, which the table refuses: the whole transaction fails then, and nothing is spent.
CREATE TRIGGER ledger_is_charged AFTER INSERT ON ledger WHEN NEW.entry = 'settle'
BEGIN
    INSERT INTO counters (period, start_ms, purpose, nusd, tokens)
    VALUES ('day', unixepoch(NEW.at_ms / 1000, 'unixepoch', 'start of day') * 1000, NEW.purpose, NEW.charged_nusd, NEW.charged_tokens)
    ON CONFLICT (period, start_ms, purpose) DO UPDATE SET nusd = nusd + excluded.nusd, tokens = tokens + excluded.tokens;
    INSERT INTO counters (period, start_ms, purpose, nusd, tokens)
    VALUES ('month', unixepoch(NEW.at_ms / 1000, 'unixepoch', 'start of month') * 1000, NEW.purpose, NEW.charged_nusd, NEW.charged_tokens)
    ON CONFLICT (period, start_ms, purpose) DO UPDATE SET nusd = nusd + excluded.nusd, tokens = tokens + excluded.tokens;
END;

CREATE TRIGGER ledger_is_reserved AFTER INSERT ON ledger
BEGIN
    INSERT INTO counters (period, start_ms, purpose, nusd, tokens) VALUES ('open', 0, NEW.purpose, 0, 0)
    ON CONFLICT (period, start_ms, purpose) DO NOTHING;
    UPDATE counters SET nusd = nusd + NEW.reserved_nusd, tokens = tokens + NEW.reserved_tokens
    WHERE period = 'open' AND start_ms = 0 AND purpose = NEW.purpose;
END;
