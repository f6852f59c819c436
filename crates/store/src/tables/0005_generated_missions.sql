-- Missions that a model or the offline generator writes, from the moment they are asked for. They are not the started ones: a mission that
-- was started is kept there as it was then, and forgetting it leaves its row here alone. `document` stands last: lists never walk through it.
CREATE TABLE generated_missions (
    mission_id    TEXT PRIMARY KEY NOT NULL,
    created_at_ms INTEGER NOT NULL,
    changed_at_ms INTEGER NOT NULL,
    state         TEXT NOT NULL CHECK (state IN ('generating', 'ready', 'failed', 'cancelled')),
    discarded     INTEGER NOT NULL DEFAULT 0 CHECK (discarded IN (0, 1)),   -- not shown any more
    title         TEXT NOT NULL,                                            -- what was asked for, until it is ready
    model         TEXT NOT NULL,                                            -- empty when no model was needed
    reason        TEXT,                                                     -- why it failed
    summary       TEXT NOT NULL DEFAULT '',
    level         TEXT NOT NULL DEFAULT '',
    services      TEXT NOT NULL DEFAULT '[]' CHECK (json_type(services) = 'array'),
    skills        TEXT NOT NULL DEFAULT '[]' CHECK (json_type(skills) = 'array'),
    minutes       INTEGER NOT NULL DEFAULT 0 CHECK (minutes >= 0),
    criteria      INTEGER NOT NULL DEFAULT 0 CHECK (criteria >= 0),
    request       TEXT NOT NULL CHECK (json_valid(request)),
    version       TEXT,
    origin        TEXT CHECK (origin IS NULL OR json_valid(origin)),
    document      TEXT,                                                     -- its single-file form
    CHECK ((state = 'failed') = (reason IS NOT NULL)),
    CHECK ((state = 'ready') = (document IS NOT NULL)),
    CHECK ((document IS NULL) = (version IS NULL) AND (document IS NULL) = (origin IS NULL))
) STRICT;

-- Pages of the list, newest first, and of each state's own list.
CREATE INDEX generated_by_time ON generated_missions (created_at_ms, mission_id) WHERE discarded = 0;
CREATE INDEX generated_by_state ON generated_missions (state, created_at_ms, mission_id) WHERE discarded = 0;
