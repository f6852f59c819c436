-- How far the hints of each criterion had been revealed when a save was graded. The grader's own hints are recorded under the criterion and
-- what they are about; here the criterion counts, with the highest of its levels.
CREATE TABLE attempt_hints (
    attempt_id   INTEGER NOT NULL REFERENCES attempts (id) ON DELETE CASCADE,
    criterion_id TEXT NOT NULL,
    level        INTEGER NOT NULL CHECK (level BETWEEN 1 AND 255),
    PRIMARY KEY (attempt_id, criterion_id)
) STRICT, WITHOUT ROWID;
