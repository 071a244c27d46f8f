-- Wordings in the order in which search and recurring show them, so that both read them one after the other.
INSERT INTO wording (claim, text, name, scope, prints, reports, ticks, lowest, highest)
  SELECT claim.id, text, name, scope, prints, reports, ticks, lowest, highest
  FROM stage.text JOIN claim ON claim.id = text.claim
  ORDER BY reports DESC, text, name;

INSERT INTO mark SELECT verified, confidence, COUNT(*) FROM row GROUP BY verified, confidence;

CREATE INDEX claim_end ON claim (substr(name, -12));
CREATE INDEX wording_claim ON wording (claim);
CREATE INDEX wording_reports ON wording (reports);
CREATE INDEX wording_unverified ON wording (prints) WHERE ticks = 0;
CREATE INDEX row_claim ON row (claim, report);
CREATE INDEX row_report ON row (report, claim);
CREATE INDEX row_cut ON row (id) WHERE cut;
CREATE INDEX place_row ON place (row);
CREATE INDEX source_name_source ON source_name (source);
CREATE INDEX report_scope ON report (scope);
CREATE INDEX report_count_report ON report_count (report);
CREATE INDEX report_score_report ON report_score (report);
CREATE INDEX encoding_report ON encoding (report);
CREATE INDEX cites_paper ON cites (paper, report);
CREATE INDEX scope_title_scope ON scope_title (scope);
CREATE INDEX arxiv_paper ON arxiv (paper);
CREATE INDEX identity_paper ON identity (paper);
CREATE INDEX paper_link_paper ON paper_link (paper);
CREATE INDEX asked_question ON asked (question);
CREATE INDEX asked_concept ON asked (concept);
CREATE INDEX about_claim ON about (claim, concept);
CREATE INDEX about_concept ON about (concept, claim);
CREATE INDEX result_of_result ON result_of (result, term);
CREATE INDEX result_of_concept ON result_of (concept, result);
CREATE INDEX relation_object ON relation (object, term);
CREATE INDEX link_relation ON link (relation);
CREATE INDEX basis_link ON basis (link);
CREATE INDEX concept_name_concept ON concept_name (concept, term);

-- Conflicts are what an auditor asks for first: their rows are ready, in order.
INSERT INTO conflict (
  method, position, leftvalue, rightvalue, leftplace, rightplace, leftreports, rightreports, why, left, right)
  SELECT method.value, one.position, one.value, other.value, here.place, there.place, here.reports, there.reports,
    link.why, here.name, there.name
  FROM link
  JOIN basis AS left ON left.link = link.id
  JOIN result AS one ON one.id = left.result AND one.claim = link.subject
  JOIN basis AS right ON right.link = link.id
  JOIN result AS other ON other.id = right.result AND other.claim = link.object
  JOIN result_of AS of ON of.result = one.id AND of.term = 'method'
  JOIN concept_name AS method ON method.concept = of.concept AND method.term = 'label'
  JOIN claim AS here ON here.id = link.subject
  JOIN claim AS there ON there.id = link.object
  WHERE link.relation = 'contradicts' AND link.denied IS NULL AND one.value IS NOT NULL AND other.value IS NOT NULL
    AND here.place IS NOT NULL AND there.place IS NOT NULL
  ORDER BY method.value, one.position, here.place, there.place, here.name, there.name,
    CAST(one.value AS REAL), CAST(other.value AS REAL), link.why;
