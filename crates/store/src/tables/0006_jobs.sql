-- The queue: one job a mission that is to be generated. A job is due at `visible_at_ms`; a lease runs until then.
CREATE TABLE jobs (
    id                  INTEGER PRIMARY KEY AUTOINCREMENT,
    mission_id          TEXT NOT NULL REFERENCES generated_missions (mission_id),
    state               TEXT NOT NULL CHECK (state IN ('ready', 'leased', 'done', 'dead', 'cancelled')),
    discarded           INTEGER NOT NULL DEFAULT 0 CHECK (discarded = 0 OR state IN ('dead', 'cancelled')),
    receive_count       INTEGER NOT NULL DEFAULT 0 CHECK (receive_count >= 0),
    snoozes             INTEGER NOT NULL DEFAULT 0 CHECK (snoozes >= 0),
    snoozes_in_a_row    INTEGER NOT NULL DEFAULT 0 CHECK (snoozes_in_a_row >= 0),
    orphanings_in_a_row INTEGER NOT NULL DEFAULT 0 CHECK (orphanings_in_a_row >= 0),
    visible_at_ms       INTEGER NOT NULL,
    -- How long this wait or lease was meant to be. The clock was set back when the due time is farther away than that.
    wait_ms             INTEGER NOT NULL DEFAULT 0 CHECK (wait_ms BETWEEN 0 AND 86400000),
    receipt             TEXT,                   -- of the lease in force
    boot                TEXT,                   -- the start of the program that has it
    created_at_ms       INTEGER NOT NULL,
    changed_at_ms       INTEGER NOT NULL,
    last_code           TEXT,
    last_error          TEXT,
    CHECK ((state = 'leased') = (receipt IS NOT NULL) AND (state = 'leased') = (boot IS NOT NULL)),
    CHECK ((last_code IS NULL) = (last_error IS NULL))
) STRICT;

CREATE INDEX jobs_due ON jobs (visible_at_ms, id) WHERE state IN ('ready', 'leased');
CREATE INDEX jobs_by_wait ON jobs (visible_at_ms - wait_ms) WHERE state IN ('ready', 'leased');
CREATE UNIQUE INDEX jobs_by_receipt ON jobs (receipt) WHERE receipt IS NOT NULL;
CREATE INDEX jobs_by_mission ON jobs (mission_id, id);
CREATE INDEX jobs_by_state ON jobs (state) WHERE discarded = 0;
CREATE INDEX jobs_standing ON jobs (id) WHERE state <> 'done' AND discarded = 0;

-- A job's history. Rows are only ever added.
CREATE TABLE job_events (
    id     INTEGER PRIMARY KEY AUTOINCREMENT,
    job    INTEGER NOT NULL REFERENCES jobs (id),
    at_ms  INTEGER NOT NULL,
    event  TEXT NOT NULL CHECK (event IN ('enqueued', 'leased', 'snoozed', 'retried', 'expired', 'orphaned', 'done', 'dead', 'redriven',
                                          'discarded', 'cancelled')),
    detail TEXT NOT NULL
) STRICT;

CREATE INDEX job_events_by_job ON job_events (job, id);

CREATE TRIGGER job_events_are_not_changed BEFORE UPDATE ON job_events
BEGIN
    SELECT RAISE(ABORT, 'the history of jobs is only ever added to');
END;

CREATE TRIGGER job_events_are_not_deleted BEFORE DELETE ON job_events
BEGIN
    SELECT RAISE(ABORT, 'the history of jobs is only ever added to');
END;

-- Why nothing is leased; no row when the queue runs.
CREATE TABLE queue_pause (
    only_one INTEGER PRIMARY KEY CHECK (only_one = 1),
    code     TEXT NOT NULL,
    message  TEXT NOT NULL,
    since_ms INTEGER NOT NULL,
    until_ms INTEGER            -- absent when a person has to do something
) STRICT;
