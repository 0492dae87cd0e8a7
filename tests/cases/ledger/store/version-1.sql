-- A ledger as schema version 1 left it.
CREATE TABLE feeds_schema (version INTEGER NOT NULL);
INSERT INTO feeds_schema (version) VALUES (1);
CREATE TABLE feeds_category (
    slug TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    last_view TEXT
);
CREATE TABLE feeds_publication (
    id TEXT NOT NULL PRIMARY KEY,
    category TEXT NOT NULL REFERENCES feeds_category (slug),
    position INTEGER NOT NULL,
    title TEXT NOT NULL,
    paragraphs TEXT NOT NULL,
    fields TEXT NOT NULL,
    dating TEXT NOT NULL,
    updated TEXT NOT NULL,
    first_seen TEXT NOT NULL,
    withdrawn TEXT,
    UNIQUE (category, position)
);
INSERT INTO feeds_category (slug, name, last_view) VALUES ('allotment-society', 'Allotment Society', NULL);
INSERT INTO feeds_category (slug, name, last_view) VALUES ('harbour-notices', 'Harbour Notices', '2024-05-19');
INSERT INTO feeds_publication
(id, title, paragraphs, fields, dating, updated, first_seen, withdrawn, category, position) VALUES
('urn:uuid:3f7a51a0-6b0e-5d0e-8d3f-2f6f2d1c9a03',
 'Seeds swapped',
 '["It''s all gone; 100 % of it?"]',
 '{"date": "2024-05-04"}',
 '{"published": "2024-05-04T12:00:00+00:00", "earliest": "2024-05-04", "latest": "2024-05-04", "basis": "stated", "confidence": 0.99, "evidence": [], "absent_on": null, "seen_on": null}',
 '2024-05-04T12:00:00+00:00',
 '2024-05-17T09:30:00.123456+00:00',
 NULL,
 'allotment-society',
 0);
INSERT INTO feeds_publication
(id, title, paragraphs, fields, dating, updated, first_seen, withdrawn, category, position) VALUES
('https://example.org/ferry',
 'Ferry timetable',
 '[]',
 '{"date": "2024-04-26T09:00:00+02:00", "link": "https://example.org/timetable", "author": "Åse", "id": "https://example.org/ferry", "audio": "https://example.org/a.mp3", "image": "https://example.org/a.png"}',
 '{"published": "2024-04-26T09:00:00+02:00", "earliest": "2024-04-26", "latest": "2024-04-26", "basis": "stated", "confidence": 0.99, "evidence": [], "absent_on": null, "seen_on": null}',
 '2024-04-26T09:00:00+02:00',
 '2024-05-17T09:30:00.123456+00:00',
 '2024-05-19T06:00:00+00:00',
 'harbour-notices',
 0);
INSERT INTO feeds_publication
(id, title, paragraphs, fields, dating, updated, first_seen, withdrawn, category, position) VALUES
('urn:uuid:3f7a51a0-6b0e-5d0e-8d3f-2f6f2d1c9a02',
 'Sing with the net loft choir',
 '["The choir’s evenings: “every Wednesday”, at seven."]',
 '{}',
 '{"published": "2024-05-09T12:00:00+02:00", "earliest": "2024-05-09", "latest": "2024-05-15", "basis": "order", "confidence": 0.31, "evidence": [], "absent_on": "2024-05-08", "seen_on": "2024-05-17"}',
 '2024-05-18T06:00:00+00:00',
 '2024-05-17T09:30:00.123456+00:00',
 NULL,
 'harbour-notices',
 1);
INSERT INTO feeds_publication
(id, title, paragraphs, fields, dating, updated, first_seen, withdrawn, category, position) VALUES
('urn:uuid:3f7a51a0-6b0e-5d0e-8d3f-2f6f2d1c9a01',
 'North quay closed after storm damage',
 '["The harbour office shut the north quay on May 14.", "Divers look at the piles later this week."]',
 '{}',
 '{"published": "2024-05-14T12:00:00+02:00", "earliest": "2024-05-14", "latest": "2024-05-17", "basis": "mentioned", "confidence": 0.763, "evidence": [{"text": "May 14", "start": 79, "end": 85, "value": "2024-05-14", "rule": "month-day"}], "absent_on": null, "seen_on": null}',
 '2024-05-14T12:00:00+02:00',
 '2024-05-17T09:30:00.123456+00:00',
 NULL,
 'harbour-notices',
 2);
