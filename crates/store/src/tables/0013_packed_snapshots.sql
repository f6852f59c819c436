-- Texts are kept small. 'zstd' is a frame of zstd; 'zstd-base' is one that has the text of another row before it, its base, which is itself
-- never written against a base. Rows that are 'plain' stay so: nothing is rewritten when the program is updated. Reports are texts as
-- templates are, and stand here too.
ALTER TABLE snapshots ADD COLUMN base BLOB REFERENCES snapshots (hash) CHECK ((base IS NULL) = (codec <> 'zstd-base'));
-- What is written against a base: how much, and whether the base is still used.
CREATE INDEX snapshots_by_base ON snapshots (base) WHERE base IS NOT NULL;

-- The report, where it is kept as a text; `report` is the JSON `null` then.
ALTER TABLE attempts ADD COLUMN packed_report BLOB REFERENCES snapshots (hash);
CREATE INDEX attempts_by_report ON attempts (packed_report) WHERE packed_report IS NOT NULL;
-- The verdicts of the report in few letters, so that a history is read without its reports. Absent for attempts from before; what the letters
-- mean is known to the engine.
ALTER TABLE attempts ADD COLUMN verdicts TEXT;

-- When saves were made that were deleted since, in quarters of an hour: the activity calendar still knows that they were.
CREATE TABLE deleted_saves (
    mission_id TEXT NOT NULL REFERENCES started_missions (mission_id) ON DELETE CASCADE,
    start_ms   INTEGER NOT NULL,
    saves      INTEGER NOT NULL CHECK (saves > 0),
    PRIMARY KEY (mission_id, start_ms)
) STRICT, WITHOUT ROWID;
