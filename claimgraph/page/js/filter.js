// Which nodes pass the filters, and which of them are drawn, and why the rest is not.
const STATUS = [
  { name: "differ", flag: FLAG.DIFFER, label: "In conflict", alarm: true },
  { name: "unverified", flag: FLAG.UNVERIFIED, label: "Not verified" },
  { name: "mixed", flag: FLAG.MIXED, label: "Verified by some only" },
  { name: "unanswered", flag: FLAG.UNANSWERED, label: "Question unanswered", kind: "Question" },
  { name: "alone", flag: FLAG.ALONE, label: "By one report only" },
  { name: "cut", flag: FLAG.CUT, label: "Cut by the source" },
  { name: "verified", label: "Verified", test: (node) => node.prints.length > 0 && !(node.flags & (FLAG.UNVERIFIED | FLAG.MIXED)) },
];
for (const each of STATUS) {
  each.kind ||= "Claim";
  each.test ||= (node) => Boolean(node.flags & each.flag);
  each.count = nodes.filter((node) => node.kind === each.kind && each.test(node)).length;
}
const needy = nodes.filter((node) => node.flags & NEEDS);

const conflicts = links.filter((link) => link.kind === "contradicts" && !link.denied);

function urgency(node) {
  if (node.flags & FLAG.DIFFER) return 0;
  if (node.flags & (FLAG.UNVERIFIED | FLAG.MIXED)) return 1;
  if (node.flags & FLAG.UNANSWERED) return 2;
  return node.flags & FLAG.ALONE ? 3 : 4;
}
function withContext(core) {
  const found = new Set(core);
  for (const node of core) {
    const stating = node.kind === "Claim" ? node.reports : node.kind === "Question" ? into(node, "asks") : node.kind === "Report" ? [node] : [];
    for (const report of stating) {
      found.add(report);
      for (const paper of out(report, "examines")) found.add(paper);
    }
  }
  return found;
}
const eyes = withContext(needy);
function firstScope() { return eyes.size <= CAP.first ? "eyes" : "papers"; }

function filtering() {
  return Boolean(state.status.length || state.low > 0 || state.high < 1 || state.reports.length || state.concepts.length || state.papers.length || state.from || state.to);
}
function reportPasses(report) {
  if (state.reports.length && !state.reports.includes(report.i)) return false;
  if (state.papers.length && !state.papers.includes(report.scope)) return false;
  const date = report.more.d || "";
  return !(state.from && date < state.from) && !(state.to && date.slice(0, state.to.length) > state.to);
}
function corePasses(node) {
  if (state.status.length && !STATUS.some((each) => state.status.includes(each.name) && each.kind === node.kind && each.test(node))) return false;
  if (state.papers.length && !state.papers.includes(node.scope)) return false;
  if (state.concepts.length && !about(node).some((concept) => state.concepts.includes(concept.i))) return false;
  if (node.kind === "Claim") {
    if (state.low > 0 || state.high < 1) {
      if (!node.prints.some((each) => each.confidence !== null && each.confidence >= state.low && each.confidence <= state.high)) return false;
    }
    return !(state.reports.length || state.from || state.to) || node.reports.some(reportPasses);
  }
  if (state.low > 0 || state.high < 1) return false;
  return into(node, "asks").some(reportPasses);
}
// Passing nodes: claims and questions by the filters, everything else by standing beside one that passes.
function passing() {
  if (!filtering()) return new Set(nodes);
  const core = nodes.filter((node) => (node.kind === "Claim" || node.kind === "Question") && corePasses(node));
  const found = new Set([...withContext(core)].filter((node) => node.kind !== "Report" || reportPasses(node)));
  if (!state.status.length && state.low === 0 && state.high === 1 && !state.concepts.length) {
    for (const report of reports) if (reportPasses(report)) { found.add(report); for (const paper of [...out(report, "examines"), ...out(report, "cites")]) found.add(paper); }
  }
  for (const node of core) for (const concept of about(node)) found.add(concept);
  return found;
}

let seen = { key: "", pass: new Set(), match: null, list: [] };
// What passes filters, hidden kinds and the search, worked out once for each state.
function shown() {
  const { status, low, high, reports: r, concepts, papers, hidden, query, from, to } = state;
  const key = JSON.stringify([status, low, high, r, concepts, papers, hidden, query, from, to]);
  if (key !== seen.key) {
    const pass = passing();
    for (const node of pass) if (hidden.includes(node.kind)) pass.delete(node);
    const match = matching(query);
    seen = { key, pass, match, list: nodes.filter((node) => pass.has(node) && (!match || match.has(node))) };
  }
  return seen;
}

function around(node) {
  const found = new Set([node]);
  if (node.kind === "Report" || node.kind === "Paper") {
    for (const each of nodes) if (each.scope === node.i && node.kind === "Paper") found.add(each);
    for (const each of neighbours(node)) found.add(each);
  } else for (const each of neighbours(node)) found.add(each);
  return found;
}
// The selection; a conflict is only seen with both claims and what prints them.
function withRivals() {
  if (state.selected < 0) return [];
  const node = nodes[state.selected], found = (node.links || []).filter((link) => link.kind === "contradicts" && !link.denied).flatMap((link) => [link.a, link.b]);
  return new Set([node, ...found, ...withContext(found)]);
}
// The nodes to draw, at most a cap, and the sentence that says why not all.
function drawn() {
  const { pass, match } = shown();
  let wanted, why, cap = CAP.first;
  if (state.scope === "path") { wanted = new Set(state.path.map((i) => nodes[i])); why = "the shortest path"; }
  else if (state.scope === "papers" && !filtering()) return byPaper();
  else if (filtering()) { wanted = new Set([...pass].filter((node) => !CONCEPTS.has(node.kind) || state.scope === "all" || state.concepts.includes(node.i))); why = "the filters"; }
  else if (state.scope === "focus") { wanted = around(nodes[state.focus]); why = nodes[state.focus].kind === "Report" ? "focus on one report" : "focus on one paper"; cap = CAP.ever; }
  else if (state.scope === "all") { wanted = new Set(nodes); why = "all of it"; cap = CAP.ever; }
  else if (match) { wanted = withContext(match); why = "what matches, with its reports and papers"; }
  else { wanted = new Set(eyes); why = "what needs eyes"; }
  for (const i of state.more) wanted.add(nodes[i]);
  for (const node of withRivals()) wanted.add(node);
  for (const i of state.less) if (i !== state.selected) wanted.delete(nodes[i]);
  const hidden = new Set(state.hidden);
  const list = [...wanted].filter((node) => !hidden.has(node.kind));
  if (list.length <= cap) return { list, why, left: 0 };
  return { list: capped(list, cap), why, left: list.length - cap };
}
function capped(list, cap) {
  const kept = new Set(), wanted = new Set(list);
  const add = (node) => { if (kept.size < cap) kept.add(node); };
  for (const node of withRivals()) if (wanted.has(node)) add(node);
  for (const node of [...list].sort((a, b) => urgency(a) - urgency(b) || a.i - b.i)) {
    if (kept.size >= cap) break;
    add(node);
    if (node.kind === "Claim") for (const beside of [nodes[node.scope], ...node.reports]) if (beside && wanted.has(beside)) add(beside);
  }
  return list.filter((node) => kept.has(node));
}
// As many columns as the pane is wide at the least scale of the map: it is read downwards, never sideways.
const TILE = { wide: 345, tall: 72, scale: 0.75 };
function columnsOfPapers() {
  const pane = byId("canvas").clientWidth - 40;
  return Math.max(1, Math.floor(pane / (TILE.wide * TILE.scale)));
}
function byPaper() {
  const groups = DATA.groups.slice(0, CAP.first), columns = columnsOfPapers();
  const places = new Map(groups.map((i, at) => [i, { x: at % columns * TILE.wide, y: Math.floor(at / columns) * TILE.tall }]));
  return { list: groups.map((i) => nodes[i]), why: "grouped by examined paper; scroll for more, open one with a double click", left: DATA.groups.length - groups.length, places, columns };
}
function shortestPath(from, to) {
  const before = new Map([[from, null]]);
  let edge = [from];
  while (edge.length && !before.has(to)) {
    const next = [];
    for (const node of edge) for (const other of neighbours(node)) if (!before.has(other)) { before.set(other, node); next.push(other); }
    edge = next;
  }
  if (!before.has(to)) return [];
  const path = [];
  for (let node = to; node; node = before.get(node)) path.unshift(node);
  return path;
}
