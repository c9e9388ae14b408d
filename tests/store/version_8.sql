-- The tables of version 8, as a fresh store has them. Never changed: a test brings them up to the newest version.
CREATE TABLE migration (
	number INTEGER NOT NULL, 
	at TEXT NOT NULL, 
	PRIMARY KEY (number)
)
 STRICT;
CREATE TABLE capture (
	id TEXT NOT NULL, 
	body BLOB NOT NULL, 
	source TEXT NOT NULL, 
	media_type TEXT NOT NULL, 
	encoding TEXT NOT NULL, 
	container TEXT, 
	taken_at TEXT, 
	PRIMARY KEY (id)
)
 STRICT;
CREATE TABLE refusal (
	id TEXT NOT NULL, 
	source TEXT NOT NULL, 
	room TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	made_by TEXT, 
	record TEXT NOT NULL, 
	written_at TEXT NOT NULL, 
	PRIMARY KEY (id, source)
)
 STRICT;
CREATE TABLE complete (
	joiner TEXT NOT NULL, 
	version INTEGER NOT NULL, 
	PRIMARY KEY (joiner)
)
 WITHOUT ROWID,
 STRICT;
CREATE TABLE touched (
	joiner TEXT NOT NULL, 
	"key" TEXT NOT NULL, 
	PRIMARY KEY (joiner, "key")
)
 WITHOUT ROWID,
 STRICT;
CREATE TABLE link (
	kind TEXT NOT NULL, 
	id TEXT NOT NULL, 
	joiner TEXT NOT NULL, 
	"key" TEXT NOT NULL, 
	record TEXT NOT NULL, 
	PRIMARY KEY (kind, id, joiner, "key")
)
 WITHOUT ROWID,
 STRICT;
CREATE INDEX link_group ON link (joiner, "key");
CREATE TABLE generation (
	number INTEGER NOT NULL
)
 STRICT;
CREATE TABLE blocking (
	"key" INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	PRIMARY KEY ("key", number)
)
 WITHOUT ROWID,
 STRICT;
CREATE TABLE tie (
	a INTEGER NOT NULL, 
	b INTEGER NOT NULL, 
	score REAL NOT NULL, 
	record TEXT NOT NULL, 
	PRIMARY KEY (a, b)
)
 WITHOUT ROWID,
 STRICT;
CREATE INDEX tie_other ON tie (b);
CREATE TABLE settled (
	number INTEGER NOT NULL, 
	joiner TEXT NOT NULL, 
	part TEXT NOT NULL, 
	PRIMARY KEY (number)
)
 WITHOUT ROWID,
 STRICT;
CREATE INDEX settled_part ON settled (joiner, part);
CREATE TABLE unmatched (
	joiner TEXT NOT NULL, 
	number INTEGER NOT NULL, 
	PRIMARY KEY (joiner, number)
)
 WITHOUT ROWID,
 STRICT;
CREATE TABLE unsettled (
	joiner TEXT NOT NULL, 
	number INTEGER NOT NULL, 
	PRIMARY KEY (joiner, number)
)
 WITHOUT ROWID,
 STRICT;
CREATE TABLE former (
	digits TEXT NOT NULL, 
	number INTEGER NOT NULL, 
	PRIMARY KEY (digits, number)
)
 WITHOUT ROWID,
 STRICT;
CREATE TABLE correction (
	number INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	"of" TEXT NOT NULL, 
	field TEXT NOT NULL, 
	page TEXT, 
	entity TEXT, 
	record TEXT NOT NULL, 
	undone_at TEXT, 
	PRIMARY KEY (number), 
	UNIQUE (id)
)
 STRICT;
CREATE INDEX correction_entity ON correction (entity);
CREATE INDEX correction_page ON correction (page);
CREATE INDEX correction_of ON correction ("of");
CREATE TABLE redirect (
	old TEXT NOT NULL, 
	new TEXT NOT NULL, 
	PRIMARY KEY (old)
)
 WITHOUT ROWID,
 STRICT;
CREATE INDEX redirect_new ON redirect (new);
CREATE TABLE capture_source (
	capture TEXT NOT NULL, 
	source TEXT NOT NULL, 
	taken_at TEXT, 
	PRIMARY KEY (capture, source), 
	FOREIGN KEY(capture) REFERENCES capture (id) ON DELETE CASCADE
)
 WITHOUT ROWID,
 STRICT;
CREATE TABLE page (
	id TEXT NOT NULL, 
	source TEXT NOT NULL, 
	media_type TEXT NOT NULL, 
	space TEXT NOT NULL, 
	made_by TEXT NOT NULL, 
	title TEXT, 
	outlet TEXT, 
	language TEXT, 
	published TEXT, 
	published_from TEXT, 
	published_to TEXT, 
	record TEXT NOT NULL, 
	written_at TEXT NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(id) REFERENCES capture (id)
)
 STRICT;
CREATE INDEX page_listed ON page (published_to, published_from, id, outlet, language);
CREATE TABLE link_page (
	kind TEXT NOT NULL, 
	id TEXT NOT NULL, 
	joiner TEXT NOT NULL, 
	"key" TEXT NOT NULL, 
	page TEXT NOT NULL, 
	item TEXT NOT NULL, 
	PRIMARY KEY (kind, id, joiner, "key", page, item), 
	FOREIGN KEY(kind, id, joiner, "key") REFERENCES link (kind, id, joiner, "key") ON DELETE CASCADE
)
 WITHOUT ROWID,
 STRICT;
CREATE INDEX link_page_page ON link_page (page, kind);
CREATE TABLE link_head (
	kind TEXT NOT NULL, 
	id TEXT NOT NULL, 
	joiner TEXT NOT NULL, 
	"key" TEXT NOT NULL, 
	origins INTEGER NOT NULL, 
	pages INTEGER NOT NULL, 
	PRIMARY KEY (kind, id, joiner, "key"), 
	FOREIGN KEY(kind, id, joiner, "key") REFERENCES link (kind, id, joiner, "key") ON DELETE CASCADE
)
 WITHOUT ROWID,
 STRICT;
CREATE INDEX link_head_most ON link_head (kind, origins, pages);
CREATE TABLE entered (
	capture TEXT NOT NULL, 
	at TEXT NOT NULL, 
	PRIMARY KEY (capture), 
	FOREIGN KEY(capture) REFERENCES capture (id) ON DELETE CASCADE
)
 WITHOUT ROWID,
 STRICT;
CREATE INDEX entered_at ON entered (at);
CREATE TABLE mention (
	page TEXT NOT NULL, 
	number INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	start INTEGER NOT NULL, 
	stop INTEGER NOT NULL, 
	text TEXT NOT NULL, 
	type TEXT NOT NULL, 
	form TEXT NOT NULL, 
	entity TEXT, 
	name TEXT, 
	qid TEXT, 
	PRIMARY KEY (page, id), 
	FOREIGN KEY(page) REFERENCES page (id) ON DELETE CASCADE
)
 WITHOUT ROWID,
 STRICT;
CREATE INDEX mention_entity ON mention (entity);
CREATE TABLE statement (
	page TEXT NOT NULL, 
	number INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	start INTEGER NOT NULL, 
	stop INTEGER NOT NULL, 
	text TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	attribution TEXT NOT NULL, 
	act TEXT NOT NULL, 
	speaker TEXT, 
	speaker_name TEXT, 
	descriptor TEXT, 
	via TEXT, 
	said_on TEXT, 
	said_from TEXT, 
	said_to TEXT, 
	PRIMARY KEY (page, id), 
	FOREIGN KEY(page) REFERENCES page (id) ON DELETE CASCADE
)
 WITHOUT ROWID,
 STRICT;
CREATE INDEX statement_said ON statement (said_to);
CREATE INDEX statement_speaker ON statement (speaker);
CREATE INDEX statement_names ON statement (speaker_name, descriptor);
CREATE TABLE figure (
	page TEXT NOT NULL, 
	number INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	start INTEGER NOT NULL, 
	stop INTEGER NOT NULL, 
	text TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	value REAL, 
	min REAL, 
	max REAL, 
	unit TEXT, 
	what TEXT, 
	"of" TEXT, 
	place TEXT, 
	as_of TEXT, 
	direction TEXT, 
	qualifier TEXT, 
	claimed_by TEXT, 
	PRIMARY KEY (page, id), 
	FOREIGN KEY(page) REFERENCES page (id) ON DELETE CASCADE
)
 WITHOUT ROWID,
 STRICT;
CREATE INDEX figure_what ON figure (what);
CREATE TABLE role (
	page TEXT NOT NULL, 
	number INTEGER NOT NULL, 
	entity TEXT NOT NULL, 
	name TEXT NOT NULL, 
	role TEXT NOT NULL, 
	"of" TEXT, 
	status TEXT NOT NULL, 
	start INTEGER NOT NULL, 
	stop INTEGER NOT NULL, 
	text TEXT NOT NULL, 
	PRIMARY KEY (page, number), 
	FOREIGN KEY(page) REFERENCES page (id) ON DELETE CASCADE
)
 WITHOUT ROWID,
 STRICT;
CREATE TABLE entity (
	page TEXT NOT NULL, 
	entity TEXT NOT NULL, 
	name TEXT NOT NULL, 
	type TEXT NOT NULL, 
	qid TEXT, 
	mentions INTEGER NOT NULL, 
	statements INTEGER NOT NULL, 
	PRIMARY KEY (page, entity), 
	FOREIGN KEY(page) REFERENCES page (id) ON DELETE CASCADE
)
 WITHOUT ROWID,
 STRICT;
CREATE INDEX entity_named ON entity (entity, name, type, qid, page, mentions, statements);
CREATE TABLE outlet_name (
	page TEXT NOT NULL, 
	name TEXT NOT NULL, 
	PRIMARY KEY (page, name), 
	FOREIGN KEY(page) REFERENCES page (id) ON DELETE CASCADE
)
 WITHOUT ROWID,
 STRICT;
CREATE TABLE passage (
	entry INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	page TEXT NOT NULL, 
	number INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	start INTEGER NOT NULL, 
	stop INTEGER NOT NULL, 
	text TEXT NOT NULL, 
	words TEXT NOT NULL, 
	vector BLOB, 
	FOREIGN KEY(page) REFERENCES page (id) ON DELETE CASCADE
)
 STRICT;
CREATE INDEX passage_place ON passage (page, kind, start, stop, number);
CREATE TABLE item (
	id TEXT NOT NULL, 
	page TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	PRIMARY KEY (id, page), 
	FOREIGN KEY(page) REFERENCES page (id) ON DELETE CASCADE
)
 WITHOUT ROWID,
 STRICT;
CREATE INDEX item_page ON item (page);
CREATE TABLE keyed (
	joiner TEXT NOT NULL, 
	page TEXT NOT NULL, 
	version INTEGER NOT NULL, 
	PRIMARY KEY (joiner, page), 
	FOREIGN KEY(page) REFERENCES page (id) ON DELETE CASCADE
)
 WITHOUT ROWID,
 STRICT;
CREATE INDEX keyed_page ON keyed (page);
CREATE TABLE fresh (
	page TEXT NOT NULL, 
	PRIMARY KEY (page), 
	FOREIGN KEY(page) REFERENCES page (id) ON DELETE CASCADE
)
 WITHOUT ROWID,
 STRICT;
CREATE TABLE grouping (
	joiner TEXT NOT NULL, 
	"key" TEXT NOT NULL, 
	page TEXT NOT NULL, 
	PRIMARY KEY (joiner, "key", page), 
	FOREIGN KEY(page) REFERENCES page (id) ON DELETE CASCADE
)
 WITHOUT ROWID,
 STRICT;
CREATE INDEX grouping_page ON grouping (page);
CREATE TABLE profile (
	entry INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	joiner TEXT NOT NULL, 
	item TEXT NOT NULL, 
	page TEXT NOT NULL, 
	version INTEGER NOT NULL, 
	facts BLOB NOT NULL, 
	keys BLOB NOT NULL, 
	PRIMARY KEY (entry), 
	UNIQUE (number), 
	FOREIGN KEY(page) REFERENCES page (id) ON DELETE CASCADE
)
 STRICT;
CREATE INDEX profile_page ON profile (page);
CREATE INDEX profile_item ON profile (item, joiner);
CREATE VIRTUAL TABLE passage_text USING fts5(words, text, content='passage', content_rowid='entry', tokenize='unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE passage_term USING fts5vocab('passage_text', 'col');
CREATE TRIGGER passage_added AFTER INSERT ON passage BEGIN INSERT INTO passage_text(rowid, words, text) VALUES (new.entry, new.words, new.text); END;
CREATE TRIGGER passage_gone AFTER DELETE ON passage BEGIN INSERT INTO passage_text(passage_text, rowid, words, text) VALUES ('delete', old.entry, old.words, old.text); END;
CREATE TRIGGER passage_changed AFTER UPDATE ON passage BEGIN INSERT INTO passage_text(passage_text, rowid, words, text) VALUES ('delete', old.entry, old.words, old.text); INSERT INTO passage_text(rowid, words, text) VALUES (new.entry, new.words, new.text); END;
INSERT INTO generation VALUES (0);
INSERT INTO migration VALUES (1, '2026-11-21T00:00:00Z');
INSERT INTO migration VALUES (2, '2026-11-22T00:00:00Z');
INSERT INTO migration VALUES (3, '2026-11-22T00:00:00Z');
INSERT INTO migration VALUES (4, '2026-11-22T00:00:00Z');
INSERT INTO migration VALUES (5, '2026-11-22T00:00:00Z');
INSERT INTO migration VALUES (6, '2026-11-22T00:00:00Z');
INSERT INTO migration VALUES (7, '2026-11-22T00:00:00Z');
INSERT INTO migration VALUES (8, '2026-11-22T00:00:00Z');
