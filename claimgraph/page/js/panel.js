// Everything known about what is selected; with nothing selected, the list of what needs eyes.
let shownEdge = null;
let panelLimit = 40;
const HOW = {
  LexicalMatching: "found by comparing the printed words and numbers", LexicalSimilarityThresholdMatching: "found by likeness of wording; a suggestion",
  ManualMappingCuration: "stated by a person", CompositeMatching: "found by several signs together",
};
const RELATION = {
  contradicts: "Conflict", variantOf: "Same claim in other words", completes: "Completes a cut text", similarTo: "Worded alike",
  supports: "Supports", sameAs: "Same paper, stated", inferredSameAs: "Held to be the same paper",
};
function renderPanel() {
  const panel = byId("panel"), node = state.selected >= 0 ? nodes[state.selected] : null;
  if (shownEdge) return fill(panel, edgeView(shownEdge));
  panel.scrollTop = 0;
  if (!node) return fill(panel, overview());
  const views = { Claim: claimView, Report: reportView, Paper: paperView, Question: questionView };
  fill(panel, head(node), (views[node.kind] || conceptView)(node), identifier(node));
}
function head(node) {
  const count = node.tag ? `${node.kind} ${node.tag}` : node.kind;
  return el("p", { class: "kicker" }, glyphOf(node), count, button("Close", () => select(null), { "aria-label": "Close details" }));
}
function section(title, ...content) { return content.flat().some(Boolean) ? [el("h3", {}, title), ...content.flat()] : []; }
function nodeList(list, extra = () => "") {
  if (!list.length) return "";
  const rest = list.length - panelLimit;
  return [el("ul", { class: "rows" }, list.slice(0, panelLimit).map((node) => el("li", {}, glyphOf(node), goTo(node, `${node.tag ? `${node.tag} · ` : ""}${nameOf(node)}`), extra(node)))),
    rest > 0 ? button(`Show ${rest} more`, () => { panelLimit += 200; renderPanel(); }, { class: "more" }) : ""];
}
function acts(node) {
  const around_ = neighbours(node).filter((other) => !scene.at.has(other.i)).length;
  const added = neighbours(node).filter((other) => state.more.includes(other.i));
  return el("div", { class: "acts" },
    button(around_ ? `Expand (${Math.min(25, around_)})` : "Expand", () => expand(node), { disabled: !around_ || state.view !== "graph" }),
    button("Collapse", () => collapse(node), { disabled: !added.length }),
    pathStart >= 0 && pathStart !== node.i ? button(`Path from ${shorten(nodes[pathStart].tag || nameOf(nodes[pathStart]), 18)}`, () => showPath(nodes[pathStart], node)) : button("Path from here", () => { pathStart = node.i; renderPanel(); }, { "aria-pressed": String(pathStart === node.i) }),
    node.kind === "Report" || isExamined(node) ? button(`Focus on this ${node.kind.toLowerCase()}`, () => change({ scope: "focus", focus: node.i, view: "graph", more: [], less: [] })) : "",
    button("Hide", () => change({ less: [...state.less, node.i], more: state.more.filter((i) => i !== node.i), selected: -1 }), { disabled: !scene.at.has(node.i) }));
}
let pathStart = -1;
function showPath(from, to) {
  const path = shortestPath(from, to);
  pathStart = -1;
  if (!path.length) return fill(byId("status"), `No path joins ${shorten(nameOf(from), 40)} and ${shorten(nameOf(to), 40)}.`);
  change({ scope: "path", path: path.map((node) => node.i), view: "graph", more: [], less: [] });
}
function expand(node) {
  if (scene.grouped) return change({ scope: "focus", focus: node.i, more: [], less: [] });
  const fresh = neighbours(node).filter((other) => !scene.at.has(other.i));
  const next = [...new Set(fresh)].sort((a, b) => urgency(a) - urgency(b) || a.i - b.i).slice(0, 25).map((other) => other.i);
  change({ more: [...state.more, ...next], less: state.less.filter((i) => !next.includes(i)) });
  painter.focus([node, ...next.map((i) => nodes[i])]);
}
function collapse(node) {
  const gone = new Set(neighbours(node).map((other) => other.i));
  change({ more: state.more.filter((i) => !gone.has(i)) });
}
function open(node) { return scene.grouped ? change({ scope: "focus", focus: node.i, selected: node.i }) : expand(node); }

function badges(node) {
  const list = [];
  const add = (text, kind = "") => list.push(el("span", { class: `badge ${kind}` }, text));
  if (node.flags & FLAG.DIFFER) add("In conflict: reports differ on a number", "alarm");
  if (node.flags & FLAG.MIXED) add("Verified by some reports only", "alarm");
  else if (node.flags & FLAG.UNVERIFIED) add("Not verified by the report’s own check", "alarm");
  else if (node.kind === "Claim" && node.prints.length) add("Verified by the report’s own check", "good");
  if (node.flags & FLAG.ALONE) add("Printed by one report only");
  if (node.flags & FLAG.CUT) add("Cut in the report");
  if (node.flags & FLAG.UNANSWERED) add("Not answered", "alarm");
  return list.length ? el("div", { class: "badges" }, list) : "";
}
function claimView(claim) {
  const mark = differences(claim), subject = nodes[claim.scope];
  const cites = [...new Set(claim.reports.flatMap((report) => report.more.c || []))];
  return [
    el("h2", { class: "lead text" }, numbered(claim, mark)), badges(claim), linkList(claim, ["contradicts"]),
    section(`Printed in ${plural(claim.reports.length, "report")}`, printTable(claim)),
    section("Numbers", numberList(claim, mark)),
    linkList(claim, ["completes", "variantOf", "similarTo", "supports"]),
    section("Names", nodeList(about(claim))),
    section("Read within", subject ? nodeList([subject]) : ""),
    section("Evidence the reports list", cites.length ? el("ul", { class: "rows" }, cites.slice(0, 12).map((address) => el("li", {}, webLink(address)))) : ""),
    acts(claim),
  ];
}
function printTable(claim) {
  return el("table", { class: "prints" }, el("tbody", {}, claim.prints.map((each) => el("tr", {},
    el("th", { scope: "row" }, goTo(each.report, `${each.report.tag} · ${day(each.report.more.d || "")}`), el("span", { class: "where" }, where(each))),
    el("td", {}, el("span", { class: "conf" }, tick(each.mark), confidence(each), bar(each.confidence)), typeof each.printed === "string" ? el("span", { class: "where" }, "printed: ", said(each.printed)) : "")))));
}
function where(each) {
  const places = [];
  for (let at = 0; at < each.places.length; at += 2) places.push(`${DATA.sources[each.places[at]] ?? "?"}, line ${each.places[at + 1]}`);
  return `${places.join("; ")}${each.row ? ` (row ${each.row})` : ""}`;
}
function numberList(claim, mark) {
  if (!claim.numbers.length) return "";
  return el("ol", { class: "numbers" }, claim.numbers.map((number) => el("li", { class: `${mark.has(number.position) ? "differs" : ""}${number.cut ? " cut" : ""}` },
    number.text, number.cut ? el("span", { class: "hidden" }, " (cut by the source, no value)") : "", mark.has(number.position) ? el("span", { class: "hidden" }, " (differs)") : "")));
}
function linkList(node, kinds) {
  const found = (node.links || []).filter((link) => kinds.includes(link.kind) && !(link.kind === "variantOf" && (node.links || []).some((other) => other.kind === "completes" && [other.a, other.b].includes(link.a) && [other.a, other.b].includes(link.b))));
  if (!found.length) return "";
  return section(kinds[0] === "contradicts" ? "Conflicts" : "Related", el("ul", { class: "rows" }, found.map((link) => {
    const other = link.a === node ? link.b : link.a;
    const text = other.kind === "Claim" ? numbered(other, differences(other)) : said(nameOf(other));
    const title = link.kind === "completes" && link.b === node ? "Completed by" : RELATION[link.kind];
    const seenIn = other.kind === "Claim" ? ` · ${tagsOf(other.reports)}` : "";
    return el("li", {}, glyphOf(other), el("div", {}, button(text, () => select(other), { class: "go", "data-node": other.i }),
      el("span", { class: "why" }, `${link.denied ? "Denied by a person: " : ""}${title}${seenIn}. ${link.why}${HOW[link.how] ? ` ${HOW[link.how][0].toUpperCase()}${HOW[link.how].slice(1)}.` : ""}`)));
  })));
}
function reportView(report) {
  const more = report.more, [papers, extracted, verified] = more.n || [];
  const ticks = report.prints.filter((each) => each.mark === 1).length;
  const fact = (name, value) => (value === undefined || value === null || value === "" ? [] : [el("dt", {}, name), el("dd", {}, value)]);
  return [
    el("h2", { class: "lead" }, said(report.text)),
    el("dl", {}, fact("Date", day(more.d || "")), fact("Publisher", (more.p || []).map((i) => DATA.agents[i]).join(", ")), fact("Quality score", more.s && more.s[0] ? `${more.s.join(" of ")}, the report’s own` : ""),
      fact("Claims", `${report.prints.length} printed, ${ticks} with ✓`), fact("Declared", extracted === undefined || extracted === null ? "" : `${extracted} claims, ${verified ?? "?"} verified, ${papers ?? "?"} papers retrieved`),
      fact("Version", more.v), fact("File", (more.f || []).map((i) => DATA.sources[i]).join(", "))),
    section("Examines", nodeList(out(report, "examines"))), section("Asks", nodeList(out(report, "asks"))),
    section(`Lists ${plural((more.c || out(report, "cites")).length, "paper")}`, (more.c || []).length ? el("ul", { class: "rows" }, more.c.map((address) => el("li", {}, webLink(address)))) : nodeList(out(report, "cites"))),
    section("Claims", nodeList([...new Set(report.prints.map((each) => each.claim))], (claim) => el("span", { class: "note" }, span(claim)))), acts(report),
  ];
}
function paperView(paper) {
  const more = paper.more;
  const address = more.a ? `https://arxiv.org/abs/${more.a}` : more.i ? `https://doi.org/${more.i}` : more.u || "";
  const inside = claims.filter((claim) => claim.scope === paper.i);
  return [el("h2", { class: "lead" }, said(nameOf(paper))), address ? el("p", {}, webLink(address)) : "", linkList(paper, ["sameAs", "inferredSameAs"]),
    section("Examined by", nodeList(into(paper, "examines"))), section("Listed by", nodeList(into(paper, "cites"))),
    section(`${plural(inside.length, "claim")} read within this paper`, nodeList(inside.sort((a, b) => urgency(a) - urgency(b) || a.i - b.i), (claim) => el("span", { class: "note" }, span(claim)))), acts(paper)];
}
function questionView(question) {
  const unmet = (question.more.m || []).map((i) => nodes[i]);
  return [el("h2", { class: "lead text" }, said(nameOf(question))), badges(question),
    unmet.length ? el("p", { class: "note" }, `Asks about ${unmet.map(nameOf).join(", ")}; no claim of the report that asks mentions ${unmet.length === 1 ? "it" : "them"}.`) : "",
    section("Asked by", nodeList(into(question, "asks"))), section("Names", nodeList(about(question))), acts(question)];
}
function conceptView(concept) {
  const naming = into(concept, "about");
  return [el("h2", { class: "lead" }, said(nameOf(concept))), (concept.more.l || []).length ? el("p", { class: "note" }, "Also ", said(concept.more.l.join(", "))) : "",
    el("p", { class: "note" }, concept.more.f ? `Found in the text by the pattern “${concept.more.f}”; no person has checked it.` : "From the curated list of names."),
    section("Claims that name it", nodeList(naming.filter((node) => node.kind === "Claim"), (claim) => el("span", { class: "note" }, span(claim)))),
    section("Questions that name it", nodeList(naming.filter((node) => node.kind === "Question"))), acts(concept)];
}
function identifier(node) { return section("Identifier", el("p", {}, el("code", { class: "said" }, fullId(node)))); }

function showEdge(edge) { shownEdge = edge; renderPanel(); shownEdge = null; }
function edgeView(edge) {
  const rows = edge.kind === "states" ? edge.a.prints.filter((each) => each.claim === edge.b) : [];
  const link = links.find((each) => each.kind === edge.kind && [each.a, each.b].includes(edge.a) && [each.a, each.b].includes(edge.b));
  const names = { states: "states", examines: "examines", cites: "lists", asks: "asks", about: "names" };
  return [el("h2", { class: "kicker" }, names[edge.kind] ? `${edge.a.kind} ${names[edge.kind]} ${edge.b.kind}` : RELATION[edge.kind], button("Close", () => renderPanel(), { "aria-label": "Close details" })),
    section("From", nodeList([edge.a])), section("To", nodeList([edge.b])),
    rows.length ? section("As printed", rows.map((each) => el("p", {}, tick(each.mark), ` ${confidence(each)} `, el("span", { class: "where note" }, where(each))))) : "",
    link && link.why ? section("Why", el("p", {}, link.why)) : ""];
}
function overview() {
  const of = (flag, kind) => nodes.filter((node) => node.kind === kind && node.flags & flag);
  const lead = needy.length ? "What needs eyes" : "Nothing stands out";
  return [el("h2", { class: "lead" }, lead), el("p", { class: "note" }, "Select a node, a row or a cell for its full text, every print of it and where it stands in its file."),
    conflicts.length ? section("Conflicts", el("ul", { class: "rows" }, conflicts.slice(0, 20).map((link) => el("li", {}, glyphOf(link.a), el("div", {}, button(numbered(link.a, differences(link.a)), () => select(link.a), { class: "go", "data-node": link.a.i }), el("span", { class: "why" }, `${tagsOf(link.a.reports)} against ${tagsOf(link.b.reports)}. ${link.why}`)))))) : "",
    section("Not verified", nodeList(of(FLAG.UNVERIFIED, "Claim"), (claim) => el("span", { class: "note" }, span(claim)))),
    section("Verified by some only", nodeList(of(FLAG.MIXED, "Claim"), (claim) => el("span", { class: "note" }, span(claim)))),
    section("Questions not answered", nodeList(of(FLAG.UNANSWERED, "Question"), (question) => el("span", { class: "note" }, tagsOf(into(question, "asks"))))),
    section("Printed by one report only", nodeList(of(FLAG.ALONE, "Claim").filter((claim) => !(claim.flags & (FLAG.UNVERIFIED | FLAG.DIFFER))), (claim) => el("span", { class: "note" }, tagsOf(claim.reports)))),
    DATA.astray ? el("p", { class: "note" }, `${plural(DATA.astray, "row")} of this graph name a report or claim that is not in it, and cannot be shown.`) : ""];
}
