-- How far each criterion's hints were revealed. No reference to started_missions on purpose: hints may be read before a mission is started.
CREATE TABLE hint_levels (
    mission_id   TEXT NOT NULL,
    criterion_id TEXT NOT NULL,
    level        INTEGER NOT NULL CHECK (level BETWEEN 1 AND 255),   -- 1 is the first hint
    PRIMARY KEY (mission_id, criterion_id)
) STRICT, WITHOUT ROWID;
