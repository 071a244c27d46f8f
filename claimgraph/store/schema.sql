-- The claim index: what the ready questions ask about, in tables. One row a printed row, a claim, a wording of one …
-- Identifiers are numbers; "name" is the local part of a node's IRI, or the prefixed name where kinds may differ.
-- Decimals are text without needless zeros; confidences, which lie between 0 and 1, sort rightly as text.

CREATE TABLE source (id INTEGER PRIMARY KEY, name TEXT, sha256 TEXT, reports INTEGER, rows INTEGER);
CREATE TABLE source_name (source INTEGER, file TEXT);
CREATE TABLE report (
  id INTEGER PRIMARY KEY, name TEXT, title TEXT, issued TEXT, scope INTEGER, question INTEGER,
  rows INTEGER, ticks INTEGER, listed INTEGER);
CREATE TABLE report_count (report INTEGER, term TEXT, value INTEGER);
CREATE TABLE report_score (report INTEGER, term TEXT, value TEXT);
CREATE TABLE encoding (report INTEGER, source INTEGER);
CREATE TABLE cites (report INTEGER, paper TEXT);
CREATE TABLE scope (id INTEGER PRIMARY KEY, name TEXT);
CREATE TABLE scope_title (scope INTEGER, title TEXT);
CREATE TABLE arxiv (paper TEXT, number TEXT);
CREATE TABLE identity (paper TEXT, relation TEXT, other TEXT);
CREATE TABLE paper_link (paper TEXT, relation TEXT, why TEXT);
CREATE TABLE question (id INTEGER PRIMARY KEY, text TEXT);
CREATE TABLE asked (question INTEGER, concept INTEGER);
CREATE TABLE claim (
  id INTEGER PRIMARY KEY, name TEXT, scope INTEGER, prints INTEGER, reports INTEGER, ticks INTEGER,
  lowest TEXT, highest TEXT, place TEXT);
CREATE TABLE wording (
  id INTEGER PRIMARY KEY, claim INTEGER, text TEXT, name TEXT, scope INTEGER, prints INTEGER, reports INTEGER,
  ticks INTEGER, lowest TEXT, highest TEXT);
CREATE TABLE row (
  id INTEGER PRIMARY KEY, name TEXT, report INTEGER, claim INTEGER, position INTEGER, printed TEXT,
  cut INTEGER, verified INTEGER, confidence TEXT);
CREATE TABLE place (row INTEGER, source INTEGER, line INTEGER, start INTEGER, end INTEGER);
CREATE TABLE about (claim INTEGER, concept INTEGER);
CREATE TABLE result (id INTEGER PRIMARY KEY, claim INTEGER, position INTEGER, value TEXT, spread TEXT);
CREATE TABLE result_of (result INTEGER, term TEXT, concept INTEGER);
CREATE TABLE relation (term TEXT, subject INTEGER, object INTEGER);
CREATE TABLE link (
  id INTEGER PRIMARY KEY, name TEXT, relation TEXT, subject INTEGER, object INTEGER, why TEXT, how TEXT,
  denied INTEGER, score TEXT);
CREATE TABLE basis (link INTEGER, result INTEGER);
CREATE TABLE concept (id INTEGER PRIMARY KEY, name TEXT);
CREATE TABLE concept_name (concept INTEGER, term TEXT, value TEXT);
CREATE TABLE provenance (software TEXT, ontology TEXT, sources INTEGER, run TEXT);
CREATE TABLE total (kind TEXT, nodes INTEGER);
CREATE TABLE mark (verified INTEGER, confidence TEXT, rows INTEGER);
CREATE TABLE family (id INTEGER PRIMARY KEY, first TEXT, text TEXT, wordings INTEGER, reports INTEGER, prints INTEGER);
CREATE TABLE member (claim INTEGER PRIMARY KEY, family INTEGER);
CREATE TABLE conflict (
  id INTEGER PRIMARY KEY, method TEXT, position INTEGER, leftvalue TEXT, rightvalue TEXT, leftplace TEXT,
  rightplace TEXT, leftreports INTEGER, rightreports INTEGER, why TEXT, left TEXT, right TEXT);
CREATE TABLE trigram (text TEXT PRIMARY KEY, wordings INTEGER) WITHOUT ROWID;
CREATE TABLE fact (name TEXT PRIMARY KEY, value TEXT);

-- What is put in its final place when all is there: texts before they are sorted, links that a person made.
CREATE TABLE stage.text (claim INTEGER, text TEXT);
CREATE TABLE stage.late_relation (term TEXT, subject TEXT, object TEXT);
CREATE TABLE stage.late_link (
  name TEXT, relation TEXT, subject TEXT, object TEXT, why TEXT, how TEXT, denied INTEGER, score TEXT);
