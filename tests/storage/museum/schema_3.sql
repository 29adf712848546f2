CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES ('schema_3_wanted');
CREATE TABLE centre (
	id INTEGER NOT NULL, 
	url TEXT NOT NULL, 
	device INTEGER NOT NULL, 
	secret BLOB NOT NULL, 
	insecure INTEGER DEFAULT '0' NOT NULL, 
	CONSTRAINT pk_centre PRIMARY KEY (id)
);
INSERT INTO "centre" VALUES (1, 'http://127.0.0.1:1', 1, X'7373737373737373737373737373737373737373737373737373737373737373', 0);
CREATE TABLE realm (
	number INTEGER NOT NULL, 
	centre INTEGER NOT NULL, 
	code TEXT NOT NULL, 
	name TEXT NOT NULL, 
	seq INTEGER NOT NULL, 
	head BLOB NOT NULL, 
	scopes BLOB NOT NULL, 
	since INTEGER NOT NULL, 
	ask_marks INTEGER DEFAULT '0' NOT NULL, 
	last_contact INTEGER, 
	signing_key BLOB DEFAULT (x'') NOT NULL, 
	sealing_key BLOB DEFAULT (x'') NOT NULL, turn INTEGER DEFAULT '0' NOT NULL, heard INTEGER, 
	CONSTRAINT pk_realm PRIMARY KEY (number)
);
INSERT INTO "realm" VALUES (53, 1, '53', 'Nusa Tenggara Timur', 0, X'6767676767676767', X'', 0, 0, NULL, X'', X'', 0, NULL);
CREATE TABLE writer (
	id INTEGER NOT NULL, 
	realm INTEGER NOT NULL, 
	person_name TEXT NOT NULL, 
	role TEXT NOT NULL, 
	private_key BLOB NOT NULL, 
	CONSTRAINT pk_writer PRIMARY KEY (id)
);
INSERT INTO "writer" VALUES (1, 53, 'Petrus Tallo', 'admin', X'7070707070707070707070707070707070707070707070707070707070707070');
CREATE TABLE lineage (
	author INTEGER NOT NULL, 
	realm INTEGER NOT NULL, 
	writer INTEGER NOT NULL, 
	state TEXT NOT NULL, 
	n INTEGER DEFAULT '0' NOT NULL, 
	chain BLOB NOT NULL, linked INTEGER DEFAULT '0' NOT NULL, 
	CONSTRAINT pk_lineage PRIMARY KEY (author)
);
INSERT INTO "lineage" VALUES (7, 53, 1, 'active', 12, X'C93F6DB10DE4AFBF15F376B7D593529B', 0);
INSERT INTO "lineage" VALUES (8, 53, 1, 'spare', 0, X'00000000000000000000000000000000', 0);
INSERT INTO "lineage" VALUES (9, 53, 1, 'roster', 0, X'00000000000000000000000000000000', 0);
INSERT INTO "lineage" VALUES (10, 53, 1, 'roster', 0, X'00000000000000000000000000000000', 0);
CREATE TABLE op (
	author INTEGER NOT NULL, 
	n INTEGER NOT NULL, 
	ord INTEGER NOT NULL, 
	realm INTEGER NOT NULL, 
	tbl INTEGER NOT NULL, 
	k1 INTEGER NOT NULL, 
	k2 INTEGER NOT NULL, 
	k3 INTEGER NOT NULL, 
	patch BLOB NOT NULL, 
	base INTEGER NOT NULL, 
	saw BLOB, 
	wall INTEGER NOT NULL, 
	run INTEGER NOT NULL, 
	schema INTEGER NOT NULL, 
	chain BLOB, 
	own INTEGER NOT NULL, 
	state INTEGER DEFAULT '0' NOT NULL, 
	at INTEGER, 
	lowered INTEGER, 
	fate TEXT, 
	reason TEXT, carried INTEGER, heard INTEGER, stood INTEGER, 
	CONSTRAINT pk_op PRIMARY KEY (author, n)
)
 WITHOUT ROWID

;
INSERT INTO "op" VALUES (7, 1, 1, 53, 5, 30064771073, 0, 0, X'919203A74B656C61732041', 0, NULL, 1753400000, 1, 3, X'D46D0F99650B8330BF83201A37732005', 1, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO "op" VALUES (7, 2, 2, 53, 7, 30064771074, 0, 0, X'929202CF00000007000000019204A6536573692031', 0, NULL, 1753400000, 1, 3, X'1E8B2DEBCE8F0BBB8D4117DB0B0EA66D', 1, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO "op" VALUES (7, 3, 3, 53, 8, 30064771075, 0, 0, X'939202B14D6172696120476F7265746920426572659205B23139383530313031323031303031323030319206B035333731303134313031383530303031', 0, NULL, 1753400000, 1, 3, X'ADA7D8D30948DCEDA5EDA88ED131FA53', 1, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO "op" VALUES (7, 4, 4, 53, 8, 30064771076, 0, 0, X'939202B3596F68616E6573204C656B692054616F6C696E9205B23139373931323132323030353031313030339206B035333033313231323132373930303032', 0, NULL, 1753400000, 1, 3, X'D0638960B0E1D5F6A53CC4FC5C336A1D', 1, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO "op" VALUES (7, 5, 5, 53, 8, 30064771077, 0, 0, X'939202B14B726973746F66656C204E6767616461739205B23139393030333135323031393033313030379206B035333031303331353033393030303033', 0, NULL, 1753400000, 1, 3, X'1B566A771BD67D2A0FB164BE0E512949', 1, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO "op" VALUES (7, 6, 6, 53, 12, 30064771074, 30064771075, 0, X'919202A148', 0, NULL, 1753400000, 1, 3, X'DEB15EEE1CC7A58C4CC453C897510724', 1, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO "op" VALUES (7, 7, 7, 53, 12, 30064771074, 30064771076, 0, X'919202A149', 0, NULL, 1753400000, 1, 3, X'212151F10560AEE064452B561C1C2725', 1, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO "op" VALUES (7, 8, 8, 53, 12, 30064771074, 30064771077, 0, X'919202A153', 0, NULL, 1753400000, 1, 3, X'027F184402A53C611100C6C89C70B103', 1, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO "op" VALUES (7, 9, 9, 53, 12, 30064771074, 30064771075, 0, X'919202A141', 0, NULL, 1753400000, 1, 3, X'637B3D3B1CA96A0124C28611FEC97831', 1, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO "op" VALUES (7, 10, 10, 53, 12, 30064771074, 30064771076, 0, X'919202A2444C', 0, NULL, 1753400000, 1, 3, X'FEF5314FEB0BB53ADE5C9B07F2CD4E61', 1, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO "op" VALUES (7, 11, 11, 53, 12, 30064771074, 30064771077, 0, X'919202A148', 0, NULL, 1753400000, 1, 3, X'0C002A7C1E843D1E95C1355C1A03CD69', 1, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO "op" VALUES (7, 12, 12, 53, 12, 30064772074, 30064771075, 0, X'919202A149', 0, NULL, 1753400000, 1, 3, X'C93F6DB10DE4AFBF15F376B7D593529B', 1, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
CREATE TABLE segment (
	author INTEGER NOT NULL, 
	n0 INTEGER NOT NULL, 
	n1 INTEGER NOT NULL, 
	body BLOB NOT NULL, 
	signature BLOB NOT NULL, 
	CONSTRAINT pk_segment PRIMARY KEY (author, n0)
);
CREATE TABLE shadow (
	tbl INTEGER NOT NULL, 
	k1 INTEGER NOT NULL, 
	k2 INTEGER NOT NULL, 
	k3 INTEGER NOT NULL, 
	realm INTEGER NOT NULL, 
	v INTEGER NOT NULL, 
	content BLOB, 
	CONSTRAINT pk_shadow PRIMARY KEY (tbl, k1, k2, k3)
)
 WITHOUT ROWID

;
INSERT INTO "shadow" VALUES (5, 30064771073, 0, 0, 53, 0, NULL);
INSERT INTO "shadow" VALUES (7, 30064771074, 0, 0, 53, 0, NULL);
INSERT INTO "shadow" VALUES (8, 30064771075, 0, 0, 53, 0, NULL);
INSERT INTO "shadow" VALUES (8, 30064771076, 0, 0, 53, 0, NULL);
INSERT INTO "shadow" VALUES (8, 30064771077, 0, 0, 53, 0, NULL);
INSERT INTO "shadow" VALUES (12, 30064771074, 30064771075, 0, 53, 0, NULL);
INSERT INTO "shadow" VALUES (12, 30064771074, 30064771076, 0, 53, 0, NULL);
INSERT INTO "shadow" VALUES (12, 30064771074, 30064771077, 0, 53, 0, NULL);
INSERT INTO "shadow" VALUES (12, 30064772074, 30064771075, 0, 53, 0, NULL);
CREATE TABLE gone (
	tbl INTEGER NOT NULL, 
	k1 INTEGER NOT NULL, 
	k2 INTEGER NOT NULL, 
	k3 INTEGER NOT NULL, 
	realm INTEGER NOT NULL, 
	v INTEGER NOT NULL, 
	CONSTRAINT pk_gone PRIMARY KEY (tbl, k1, k2, k3)
)
 WITHOUT ROWID

;
CREATE TABLE mark (
	realm INTEGER NOT NULL, 
	seq INTEGER NOT NULL, 
	head BLOB NOT NULL, 
	CONSTRAINT pk_mark PRIMARY KEY (realm, seq)
);
INSERT INTO "mark" VALUES (53, 0, X'6767676767676767');
CREATE TABLE want (
	tbl INTEGER NOT NULL, 
	k1 INTEGER NOT NULL, 
	k2 INTEGER NOT NULL, 
	k3 INTEGER NOT NULL, 
	realm INTEGER NOT NULL, lost INTEGER DEFAULT '0' NOT NULL, 
	CONSTRAINT pk_want PRIMARY KEY (tbl, k1, k2, k3)
)
 WITHOUT ROWID

;
CREATE TABLE setting (
	name TEXT NOT NULL, 
	value TEXT NOT NULL, 
	CONSTRAINT pk_setting PRIMARY KEY (name)
);
CREATE TABLE visit (
	id INTEGER NOT NULL, 
	at INTEGER NOT NULL, 
	sent INTEGER NOT NULL, 
	received INTEGER NOT NULL, 
	bytes_up INTEGER NOT NULL, 
	bytes_down INTEGER NOT NULL, 
	outcome TEXT NOT NULL, 
	CONSTRAINT pk_visit PRIMARY KEY (id)
);
CREATE TABLE person_search (
	id INTEGER NOT NULL, 
	text TEXT NOT NULL, 
	CONSTRAINT pk_person_search PRIMARY KEY (id)
);
INSERT INTO "person_search" VALUES (30064771075, 'maria goreti bere
198501012010012001
');
INSERT INTO "person_search" VALUES (30064771076, 'yohanes leki taolin
197912122005011003
');
INSERT INTO "person_search" VALUES (30064771077, 'kristofel nggadas
199003152019031007
');
CREATE TABLE author (
	number INTEGER NOT NULL, 
	realm INTEGER NOT NULL, 
	v BIGINT NOT NULL, 
	gone BIGINT, 
	person_name TEXT, 
	device_name TEXT, 
	public_key TEXT, 
	role TEXT, 
	CONSTRAINT pk_author PRIMARY KEY (number)
)
 WITHOUT ROWID

;
CREATE TABLE programme (
	id INTEGER NOT NULL, 
	realm INTEGER NOT NULL, 
	v BIGINT NOT NULL, 
	gone BIGINT, 
	"key" TEXT, 
	title TEXT, 
	organiser TEXT, 
	source TEXT, 
	example BIGINT, 
	CONSTRAINT pk_programme PRIMARY KEY (id)
);
CREATE TABLE training (
	id INTEGER NOT NULL, 
	realm INTEGER NOT NULL, 
	v BIGINT NOT NULL, 
	gone BIGINT, 
	programme BIGINT, 
	title TEXT, 
	year BIGINT, 
	place TEXT, 
	example BIGINT, 
	CONSTRAINT pk_training PRIMARY KEY (id)
);
CREATE TABLE batch (
	id INTEGER NOT NULL, 
	realm INTEGER NOT NULL, 
	v BIGINT NOT NULL, 
	gone BIGINT, 
	training BIGINT, 
	title TEXT, 
	number BIGINT, 
	CONSTRAINT pk_batch PRIMARY KEY (id)
);
CREATE TABLE class_group (
	id INTEGER NOT NULL, 
	realm INTEGER NOT NULL, 
	v BIGINT NOT NULL, 
	gone BIGINT, 
	batch BIGINT, 
	title TEXT, 
	programme_key TEXT, 
	starts_on TEXT, 
	ends_on TEXT, 
	place TEXT, 
	example BIGINT, 
	CONSTRAINT pk_class_group PRIMARY KEY (id)
);
INSERT INTO "class_group" VALUES (30064771073, 53, 0, NULL, NULL, 'Kelas A', NULL, NULL, NULL, NULL, NULL);
CREATE TABLE stage (
	id INTEGER NOT NULL, 
	realm INTEGER NOT NULL, 
	v BIGINT NOT NULL, 
	gone BIGINT, 
	class_group BIGINT, 
	title TEXT, 
	position BIGINT, 
	mode TEXT, 
	starts_on TEXT, 
	ends_on TEXT, 
	place TEXT, 
	example BIGINT, 
	CONSTRAINT pk_stage PRIMARY KEY (id)
);
CREATE TABLE session (
	id INTEGER NOT NULL, 
	realm INTEGER NOT NULL, 
	v BIGINT NOT NULL, 
	gone BIGINT, 
	class_group BIGINT, 
	stage BIGINT, 
	title TEXT, 
	starts_at BIGINT, 
	lesson_hours BIGINT, 
	closed BIGINT, 
	place TEXT, 
	example BIGINT, 
	CONSTRAINT pk_session PRIMARY KEY (id)
);
INSERT INTO "session" VALUES (30064771074, 53, 0, NULL, 30064771073, NULL, 'Sesi 1', NULL, NULL, NULL, NULL, NULL);
CREATE TABLE person (
	id INTEGER NOT NULL, 
	realm INTEGER NOT NULL, 
	v BIGINT NOT NULL, 
	gone BIGINT, 
	name TEXT, 
	title_prefix TEXT, 
	title_suffix TEXT, 
	employee_number TEXT, 
	national_id TEXT, 
	sex TEXT, 
	birth_place TEXT, 
	birth_date TEXT, 
	employment_type TEXT, 
	grade TEXT, 
	position TEXT, 
	echelon TEXT, 
	agency TEXT, 
	work_unit TEXT, 
	district TEXT, 
	education TEXT, 
	phone TEXT, 
	email TEXT, 
	example BIGINT, same_as BIGINT, 
	CONSTRAINT pk_person PRIMARY KEY (id)
);
INSERT INTO "person" VALUES (30064771075, 53, 0, NULL, 'Maria Goreti Bere', NULL, NULL, '198501012010012001', '5371014101850001', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO "person" VALUES (30064771076, 53, 0, NULL, 'Yohanes Leki Taolin', NULL, NULL, '197912122005011003', '5303121212790002', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO "person" VALUES (30064771077, 53, 0, NULL, 'Kristofel Nggadas', NULL, NULL, '199003152019031007', '5301031503900003', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
CREATE TABLE enrolment (
	class_group INTEGER NOT NULL, 
	person INTEGER NOT NULL, 
	realm INTEGER NOT NULL, 
	v BIGINT NOT NULL, 
	gone BIGINT, 
	status TEXT, 
	roster_number BIGINT, 
	note TEXT, 
	CONSTRAINT pk_enrolment PRIMARY KEY (class_group, person)
)
 WITHOUT ROWID

;
CREATE TABLE "group" (
	id INTEGER NOT NULL, 
	realm INTEGER NOT NULL, 
	v BIGINT NOT NULL, 
	gone BIGINT, 
	class_group BIGINT, 
	title TEXT, 
	number BIGINT, 
	theme TEXT, 
	"plan" TEXT, 
	CONSTRAINT pk_group PRIMARY KEY (id)
);
CREATE TABLE membership (
	"group" INTEGER NOT NULL, 
	person INTEGER NOT NULL, 
	realm INTEGER NOT NULL, 
	v BIGINT NOT NULL, 
	gone BIGINT, 
	role TEXT, 
	CONSTRAINT pk_membership PRIMARY KEY ("group", person)
)
 WITHOUT ROWID

;
CREATE TABLE attendance (
	session INTEGER NOT NULL, 
	person INTEGER NOT NULL, 
	realm INTEGER NOT NULL, 
	v BIGINT NOT NULL, 
	gone BIGINT, 
	status TEXT, 
	marked_at BIGINT, 
	marked_by BIGINT, 
	note TEXT, 
	CONSTRAINT pk_attendance PRIMARY KEY (session, person)
)
 WITHOUT ROWID

;
INSERT INTO "attendance" VALUES (30064771074, 30064771075, 53, 0, NULL, 'A', NULL, NULL, NULL);
INSERT INTO "attendance" VALUES (30064771074, 30064771076, 53, 0, NULL, 'DL', NULL, NULL, NULL);
INSERT INTO "attendance" VALUES (30064771074, 30064771077, 53, 0, NULL, 'H', NULL, NULL, NULL);
INSERT INTO "attendance" VALUES (30064772074, 30064771075, 53, 0, NULL, 'I', NULL, NULL, NULL);
CREATE TABLE note (
	id INTEGER NOT NULL, 
	realm INTEGER NOT NULL, 
	v BIGINT NOT NULL, 
	gone BIGINT, 
	"group" BIGINT, 
	text TEXT, 
	written_at BIGINT, 
	written_by BIGINT, 
	CONSTRAINT pk_note PRIMARY KEY (id)
);
CREATE TABLE "conflict" (
	about INTEGER NOT NULL, 
	low INTEGER NOT NULL, 
	high INTEGER NOT NULL, 
	realm INTEGER NOT NULL, 
	v BIGINT NOT NULL, 
	gone BIGINT, 
	record TEXT, 
	row_k1 BIGINT, 
	row_k2 BIGINT, 
	row_k3 BIGINT, 
	field TEXT, 
	kind TEXT, 
	open BIGINT, 
	base TEXT, 
	first_value TEXT, 
	first_author BIGINT, 
	first_n BIGINT, 
	first_wall BIGINT, 
	first_at BIGINT, 
	first_received BIGINT, 
	second_value TEXT, 
	second_author BIGINT, 
	second_n BIGINT, 
	second_wall BIGINT, 
	second_at BIGINT, 
	second_received BIGINT, 
	winner BIGINT, 
	scope BIGINT, 
	taken TEXT, 
	reason TEXT, resolved_by BIGINT, resolved_at BIGINT, stood TEXT, decided TEXT, 
	CONSTRAINT pk_conflict PRIMARY KEY (about, low, high)
)
 WITHOUT ROWID

;
CREATE TABLE parcel (
        id BLOB NOT NULL,
        realm INTEGER NOT NULL,
        number INTEGER NOT NULL,
        seq INTEGER NOT NULL,
        head BLOB NOT NULL,
        since INTEGER NOT NULL,
        turn INTEGER NOT NULL,
        answer BLOB,
        taken INTEGER DEFAULT '0' NOT NULL,
        ended INTEGER DEFAULT '0' NOT NULL,
        CONSTRAINT pk_parcel PRIMARY KEY (id)
    );
CREATE TABLE cargo (
        ord INTEGER NOT NULL,
        id BLOB NOT NULL,
        kind INTEGER NOT NULL,
        realm INTEGER NOT NULL,
        device INTEGER NOT NULL,
        number INTEGER NOT NULL,
        written INTEGER NOT NULL,
        came_at INTEGER NOT NULL,
        tried_at INTEGER,
        content BLOB,
        CONSTRAINT pk_cargo PRIMARY KEY (ord),
        CONSTRAINT uq_cargo_id UNIQUE (id)
    );
CREATE TABLE lookalike (
        class_group INTEGER NOT NULL,
        low INTEGER NOT NULL,
        high INTEGER NOT NULL,
        realm INTEGER NOT NULL,
        v BIGINT NOT NULL,
        gone BIGINT,
        apart BIGINT,
        CONSTRAINT pk_lookalike PRIMARY KEY (class_group, low, high)
    ) WITHOUT ROWID
    ;
CREATE TABLE safe (
	realm INTEGER NOT NULL, 
	seq INTEGER NOT NULL, 
	at INTEGER NOT NULL, 
	CONSTRAINT pk_safe PRIMARY KEY (realm)
);
CREATE TABLE receipt (
	id INTEGER NOT NULL, 
	realm INTEGER NOT NULL, 
	at INTEGER NOT NULL, 
	seq INTEGER NOT NULL, 
	count INTEGER NOT NULL, 
	content TEXT NOT NULL, 
	CONSTRAINT pk_receipt PRIMARY KEY (id)
);
CREATE TABLE mending (
	id INTEGER NOT NULL, 
	realm INTEGER NOT NULL, 
	at INTEGER NOT NULL, 
	seq INTEGER NOT NULL, 
	rows INTEGER NOT NULL, 
	CONSTRAINT pk_mending PRIMARY KEY (id)
);
CREATE TABLE moved_op (
	author INTEGER NOT NULL, 
	n INTEGER NOT NULL, 
	mark INTEGER NOT NULL, 
	new_author INTEGER NOT NULL, 
	new_n INTEGER NOT NULL, 
	CONSTRAINT pk_moved_op PRIMARY KEY (author, n)
)
 WITHOUT ROWID

;
CREATE TABLE news (
	id INTEGER NOT NULL, 
	realm INTEGER NOT NULL, 
	tbl INTEGER NOT NULL, 
	k1 INTEGER NOT NULL, 
	k2 INTEGER NOT NULL, 
	k3 INTEGER NOT NULL, 
	field INTEGER NOT NULL, 
	"before" BLOB NOT NULL, 
	"after" BLOB NOT NULL, 
	author INTEGER, 
	at INTEGER, 
	CONSTRAINT pk_news PRIMARY KEY (id)
);
CREATE TABLE attachment (
        id INTEGER NOT NULL,
        realm INTEGER NOT NULL,
        v BIGINT NOT NULL,
        gone BIGINT,
        class_group BIGINT,
        session BIGINT,
        "group" BIGINT,
        person BIGINT,
        title TEXT,
        kind TEXT,
        digest TEXT,
        size BIGINT,
        taken_at BIGINT,
        example BIGINT,
        CONSTRAINT pk_attachment PRIMARY KEY (id)
    );
CREATE TABLE arrival (
        attachment INTEGER NOT NULL,
        realm INTEGER NOT NULL,
        v BIGINT NOT NULL,
        gone BIGINT,
        at BIGINT,
        CONSTRAINT pk_arrival PRIMARY KEY (attachment)
    ) WITHOUT ROWID
    ;
CREATE TABLE blob (
        realm INTEGER NOT NULL,
        digest BLOB NOT NULL,
        size INTEGER NOT NULL,
        attachment INTEGER NOT NULL,
        own INTEGER NOT NULL,
        since INTEGER NOT NULL,
        got INTEGER DEFAULT '0' NOT NULL,
        wanted INTEGER DEFAULT '0' NOT NULL,
        up INTEGER DEFAULT '0' NOT NULL,
        sent_at INTEGER,
        refused TEXT,
        CONSTRAINT pk_blob PRIMARY KEY (realm, digest, size)
    );
CREATE TABLE blob_piece (
        realm INTEGER NOT NULL,
        digest BLOB NOT NULL,
        size INTEGER NOT NULL,
        start INTEGER NOT NULL,
        content BLOB NOT NULL,
        CONSTRAINT pk_blob_piece PRIMARY KEY (realm, digest, size, start)
    );
CREATE TABLE link (
	id BLOB NOT NULL, 
	role INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	address TEXT DEFAULT '' NOT NULL, 
	"key" BLOB NOT NULL, 
	paired_at INTEGER NOT NULL, 
	last_at INTEGER, 
	number INTEGER DEFAULT '0' NOT NULL, 
	session BLOB DEFAULT (x'') NOT NULL, 
	taken INTEGER DEFAULT '0' NOT NULL, 
	mail INTEGER DEFAULT '0' NOT NULL, 
	given INTEGER DEFAULT '0' NOT NULL, 
	devices BLOB DEFAULT (x'90') NOT NULL, 
	shown BLOB DEFAULT (x'') NOT NULL, 
	CONSTRAINT pk_link PRIMARY KEY (id)
);
CREATE TABLE card (
	realm INTEGER NOT NULL, 
	device INTEGER NOT NULL, 
	made INTEGER NOT NULL, 
	until INTEGER NOT NULL, 
	content BLOB NOT NULL, 
	CONSTRAINT pk_card PRIMARY KEY (realm, device)
);
CREATE TABLE board (
	ord INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	realm INTEGER NOT NULL, 
	author INTEGER NOT NULL, 
	n0 INTEGER NOT NULL, 
	n1 INTEGER NOT NULL, 
	"before" BLOB NOT NULL, 
	"after" BLOB NOT NULL, 
	source BLOB NOT NULL, 
	came_at INTEGER NOT NULL, 
	CONSTRAINT uq_board_author_n0 UNIQUE (author, n0)
);
CREATE TABLE torn (
	centre INTEGER NOT NULL, 
	content BLOB NOT NULL, 
	CONSTRAINT pk_torn PRIMARY KEY (centre)
);
CREATE TABLE first_copy (
	realm INTEGER NOT NULL, 
	name BLOB NOT NULL, 
	"key" BLOB NOT NULL, 
	size INTEGER NOT NULL, 
	seq INTEGER NOT NULL, 
	head BLOB NOT NULL, 
	CONSTRAINT pk_first_copy PRIMARY KEY (realm)
);
CREATE INDEX ix_op_aside ON op (state) WHERE state = 2;
CREATE INDEX ix_op_at ON op (realm, at);
CREATE INDEX ix_op_live ON op (tbl, k1, k2, k3) WHERE state = 0;
CREATE INDEX ix_op_ord ON op (ord);
CREATE INDEX ix_op_unsent ON op (realm, ord) WHERE at IS NULL;
CREATE INDEX ix_session_class_group ON session (class_group);
CREATE INDEX ix_person_national_id ON person (national_id);
CREATE INDEX ix_person_name ON person (name);
CREATE INDEX ix_person_employee_number ON person (employee_number);
CREATE INDEX ix_enrolment_person ON enrolment (person);
CREATE INDEX ix_conflict_row_k1 ON "conflict" (row_k1);
CREATE INDEX ix_person_same_as ON person (same_as) WHERE same_as IS NOT NULL;
CREATE INDEX ix_op_own ON op (tbl, k1, k2, k3) WHERE own = 1;
CREATE INDEX ix_attachment_digest ON attachment (digest);
CREATE INDEX ix_attachment_session ON attachment (session);
CREATE TRIGGER person_search_in AFTER INSERT ON person BEGIN INSERT OR REPLACE INTO person_search (id, text) SELECT NEW.id, CASE WHEN (coalesce(NEW.name, '') || char(10) || coalesce(NEW.employee_number, '') || char(10) || coalesce(NEW.agency, '')) NOT GLOB '*[^' || char(1) || '-~]*' THEN lower(coalesce(NEW.name, '') || char(10) || coalesce(NEW.employee_number, '') || char(10) || coalesce(NEW.agency, '')) ELSE lower(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(coalesce(NEW.name, '') || char(10) || coalesce(NEW.employee_number, '') || char(10) || coalesce(NEW.agency, ''), 'à', 'a'), 'á', 'a'), 'â', 'a'), 'ã', 'a'), 'ä', 'a'), 'å', 'a'), 'À', 'a'), 'Á', 'a'), 'Â', 'a'), 'Ã', 'a'), 'Ä', 'a'), 'Å', 'a'), 'ç', 'c'), 'Ç', 'c'), 'è', 'e'), 'é', 'e'), 'ê', 'e'), 'ë', 'e'), 'È', 'e'), 'É', 'e'), 'Ê', 'e'), 'Ë', 'e'), 'ì', 'i'), 'í', 'i'), 'î', 'i'), 'ï', 'i'), 'Ì', 'i'), 'Í', 'i'), 'Î', 'i'), 'Ï', 'i'), 'ñ', 'n'), 'Ñ', 'n'), 'ò', 'o'), 'ó', 'o'), 'ô', 'o'), 'õ', 'o'), 'ö', 'o'), 'Ò', 'o'), 'Ó', 'o'), 'Ô', 'o'), 'Õ', 'o'), 'Ö', 'o'), 'ù', 'u'), 'ú', 'u'), 'û', 'u'), 'ü', 'u'), 'Ù', 'u'), 'Ú', 'u'), 'Û', 'u'), 'Ü', 'u'), '‘', ''''), '’', ''''), 'ʼ', ''''), '`', '''')) END WHERE coalesce(NEW.gone, 0) = 0; END;
CREATE TRIGGER person_search_gone AFTER INSERT ON person WHEN NEW.gone = 1 BEGIN DELETE FROM person_search WHERE id = NEW.id; END;
CREATE TRIGGER person_search_anew AFTER UPDATE OF name, employee_number, agency, gone ON person WHEN NEW.name IS NOT OLD.name OR NEW.employee_number IS NOT OLD.employee_number OR NEW.agency IS NOT OLD.agency OR NEW.gone IS NOT OLD.gone
        BEGIN DELETE FROM person_search WHERE id = NEW.id; INSERT OR REPLACE INTO person_search (id, text) SELECT NEW.id, CASE WHEN (coalesce(NEW.name, '') || char(10) || coalesce(NEW.employee_number, '') || char(10) || coalesce(NEW.agency, '')) NOT GLOB '*[^' || char(1) || '-~]*' THEN lower(coalesce(NEW.name, '') || char(10) || coalesce(NEW.employee_number, '') || char(10) || coalesce(NEW.agency, '')) ELSE lower(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(coalesce(NEW.name, '') || char(10) || coalesce(NEW.employee_number, '') || char(10) || coalesce(NEW.agency, ''), 'à', 'a'), 'á', 'a'), 'â', 'a'), 'ã', 'a'), 'ä', 'a'), 'å', 'a'), 'À', 'a'), 'Á', 'a'), 'Â', 'a'), 'Ã', 'a'), 'Ä', 'a'), 'Å', 'a'), 'ç', 'c'), 'Ç', 'c'), 'è', 'e'), 'é', 'e'), 'ê', 'e'), 'ë', 'e'), 'È', 'e'), 'É', 'e'), 'Ê', 'e'), 'Ë', 'e'), 'ì', 'i'), 'í', 'i'), 'î', 'i'), 'ï', 'i'), 'Ì', 'i'), 'Í', 'i'), 'Î', 'i'), 'Ï', 'i'), 'ñ', 'n'), 'Ñ', 'n'), 'ò', 'o'), 'ó', 'o'), 'ô', 'o'), 'õ', 'o'), 'ö', 'o'), 'Ò', 'o'), 'Ó', 'o'), 'Ô', 'o'), 'Õ', 'o'), 'Ö', 'o'), 'ù', 'u'), 'ú', 'u'), 'û', 'u'), 'ü', 'u'), 'Ù', 'u'), 'Ú', 'u'), 'Û', 'u'), 'Ü', 'u'), '‘', ''''), '’', ''''), 'ʼ', ''''), '`', '''')) END WHERE coalesce(NEW.gone, 0) = 0; END;
CREATE TRIGGER person_search_out AFTER DELETE ON person BEGIN DELETE FROM person_search WHERE id = OLD.id; END;
PRAGMA user_version = 14;
