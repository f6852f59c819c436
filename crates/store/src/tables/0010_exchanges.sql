-- Conversations with the mentor: a question and its reply a row. A reply that streams is filled as it comes.
CREATE TABLE exchanges (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    mission_id   TEXT NOT NULL,
    level        INTEGER CHECK (level BETWEEN 1 AND 255),   -- of a hint; absent for a free question
    criterion_id TEXT,
    state        TEXT NOT NULL CHECK (state IN ('streaming', 'done', 'stopped', 'failed', 'withheld')),
    reason       TEXT,
    model        TEXT NOT NULL,
    at_ms        INTEGER NOT NULL,
    deadline_ms  INTEGER NOT NULL,
    ended_at_ms  INTEGER,
    call         INTEGER REFERENCES calls (id),
    question     TEXT NOT NULL,
    reply        TEXT NOT NULL,
    CHECK ((state = 'streaming') = (ended_at_ms IS NULL))
) STRICT;

CREATE INDEX exchanges_by_mission ON exchanges (mission_id, id);

-- The words of both, found whatever their accents. The texts themselves are read from `exchanges`.
CREATE VIRTUAL TABLE exchange_words USING fts5 (
    question, reply, content = 'exchanges', content_rowid = 'id', tokenize = "unicode61 remove_diacritics 2"
);

CREATE TRIGGER exchanges_are_indexed AFTER INSERT ON exchanges
BEGIN
    INSERT INTO exchange_words (rowid, question, reply) VALUES (NEW.id, NEW.question, NEW.reply);
END;

CREATE TRIGGER exchanges_are_indexed_again AFTER UPDATE OF id, question, reply ON exchanges
BEGIN
    INSERT INTO exchange_words (exchange_words, rowid, question, reply) VALUES ('delete', OLD.id, OLD.question, OLD.reply);
    INSERT INTO exchange_words (rowid, question, reply) VALUES (NEW.id, NEW.question, NEW.reply);
END;

CREATE TRIGGER exchanges_are_not_indexed_any_more AFTER DELETE ON exchanges
BEGIN
    INSERT INTO exchange_words (exchange_words, rowid, question, reply) VALUES ('delete', OLD.id, OLD.question, OLD.reply);
END;
