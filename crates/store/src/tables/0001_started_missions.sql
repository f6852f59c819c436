-- 'MArc': what tells this database from those of other programs. It is written with the first table, so that no file has one without
-- the other.
PRAGMA application_id = 0x4D417263;

-- Missions that the learner began, one row a mission, kept as they were when they were started: a later version of the program may bring
-- another text under the same id. Times are milliseconds since the Unix epoch, UTC, here and everywhere.
CREATE TABLE started_missions (
    mission_id      TEXT PRIMARY KEY NOT NULL,
    mission_version TEXT NOT NULL,      -- hex SHA-256 of the mission
    document        TEXT NOT NULL,      -- the mission in its single-file form
    template        TEXT NOT NULL,      -- the learner's template file, absolute
    started_at_ms   INTEGER NOT NULL,   -- the first start; never changes
    touched_at_ms   INTEGER NOT NULL,   -- last graded or opened
    passed_at_ms    INTEGER             -- the first full pass; never changes
) STRICT;
