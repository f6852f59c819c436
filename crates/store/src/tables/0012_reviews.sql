-- Missions whose reviews were written, those among them that have none: they need not be looked at again.
CREATE TABLE reviewed_missions (
    mission_id TEXT NOT NULL PRIMARY KEY REFERENCES started_missions (mission_id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- How well each skill of a mission was known when the mission was passed: what spaced return is reckoned from. Written once a mission; when
-- the mission is forgotten, so are its reviews.
CREATE TABLE reviews (
    mission_id TEXT NOT NULL REFERENCES reviewed_missions (mission_id) ON DELETE CASCADE,
    skill      TEXT NOT NULL,
    at_ms      INTEGER NOT NULL,
    rating     INTEGER NOT NULL CHECK (rating BETWEEN 1 AND 4),   -- again, hard, good, easy, as FSRS has them
    PRIMARY KEY (mission_id, skill)
) STRICT, WITHOUT ROWID;

-- The history of each skill.
CREATE INDEX reviews_by_skill ON reviews (skill, at_ms);
