// What the page knows. Texts are only ever values here, never keys of an object and never markup.
document.documentElement.dataset.js = "1";
const DATA = JSON.parse(document.getElementById("contents").textContent);
const DRAWN = JSON.parse(document.getElementById("drawing").textContent);
const FLAG = DATA.flags;
const NEEDS = FLAG.DIFFER | FLAG.UNVERIFIED | FLAG.UNANSWERED | FLAG.ALONE | FLAG.MIXED;
const KINDS = DATA.kinds.map(([name, plural, shape, fill, edge, dark]) => ({ name, plural, shape, fill, edge, dark }));
const CONCEPTS = new Set(["Method", "Benchmark", "Task", "Metric", "Language"]);
const CAP = { first: 300, ever: 1500 };

const nodes = DATA.nodes.map(([kind, id, text, flags, scope, more], i) => ({
  i, kind: KINDS[kind].name, look: KINDS[kind], id, text, flags, scope, more: more || {},
  x: DRAWN.x[i], y: DRAWN.y[i], prints: [], edges: [], tag: "",
}));
// Confidence comes as the text that is printed: 0.10 stays 0.10.
const prints = DATA.prints.map(([claim, report, row, mark, told, places, printed, key]) => ({
  claim: nodes[claim], report: nodes[report], row, mark, told, confidence: told === null ? null : Number(told), places, printed, key,
}));
for (const each of prints) {
  each.claim.prints.push(each);
  each.report.prints.push(each);
}
const edges = [];
for (let at = 0; at < DRAWN.edges.length; at += 3) {
  const kind = DATA.edgeKinds[DRAWN.edges[at + 2]];
  const edge = { i: edges.length, a: nodes[DRAWN.edges[at]], b: nodes[DRAWN.edges[at + 1]], kind };
  // The drawing lists the rows first, in the order of the prints.
  if (kind === "states") edge.print = prints[edge.i];
  edges.push(edge);
  edge.a.edges.push(edge);
  edge.b.edges.push(edge);
}
const links = DATA.links.map(([kind, a, b, why, how, basis, denied]) => ({
  kind: DATA.linkKinds[kind], a: nodes[a], b: nodes[b], why, how, basis, denied: Boolean(denied),
}));
for (const link of links) for (const end of [link.a, link.b]) (end.links ||= []).push(link);

const ofKind = (kind) => nodes.filter((node) => node.kind === kind);
const reports = ofKind("Report").sort((a, b) => compareText(a.more.d || "", b.more.d || "") || compareText(a.text, b.text) || a.i - b.i);
reports.forEach((report, at) => { report.tag = `R${at + 1}`; report.rank = at; });
const claims = ofKind("Claim");
for (const node of nodes) node.prints.sort((a, b) => a.report.rank - b.report.rank || a.row - b.row);
for (const claim of claims) {
  const known = claim.prints.filter((each) => each.told !== null).sort((a, b) => a.confidence - b.confidence);
  claim.least = known.length ? known[0] : null;
  claim.most = known.length ? known[known.length - 1] : null;
  claim.high = known.length ? claim.most.confidence : null;
  claim.reports = [...new Set(claim.prints.map((each) => each.report))];
  claim.numbers = (claim.more.r || []).map(([text, position, method, cut]) => ({ text, position, method: nodes[method], cut: Boolean(cut) }));
}

function compareText(a, b) { return a < b ? -1 : a > b ? 1 : 0; }
function out(node, kind) { return node.edges.filter((edge) => edge.a === node && edge.kind === kind).map((edge) => edge.b); }
function into(node, kind) { return node.edges.filter((edge) => edge.b === node && edge.kind === kind).map((edge) => edge.a); }
function about(node) { return out(node, "about"); }
function neighbours(node) { return node.edges.filter((edge) => edge.kind !== "scope").map((edge) => (edge.a === node ? edge.b : edge.a)); }
function number(count) { return count.toLocaleString("en").replaceAll(",", "\u202f"); }
function plural(count, one, many) { return `${number(count)} ${count === 1 ? one : many || `${one}s`}`; }
function confidence(print) { return print === null || print.told === null ? "none" : print.told; }
function span(claim) {
  return !claim.least || claim.least.confidence === claim.high ? confidence(claim.least) : `${confidence(claim.least)}–${confidence(claim.most)}`;
}
function day(text) {
  const [year, month, date] = text.split("-").map(Number);
  const names = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
  return names[month - 1] ? `${date} ${names[month - 1]} ${year}` : text;
}
function shorten(text, length) {
  const flat = text.replace(/\s+/g, " ").trim();
  if (flat.length <= length) return flat;
  const head = flat.slice(0, length);
  const space = head.lastIndexOf(" ");
  return `${space > length / 2 ? head.slice(0, space) : head.slice(0, length - 1)}…`;
}

// A paper known only by its reference is called by it.
function nameOf(node) {
  if (node.kind === "Paper" && node.more.w) {
    return node.more.a ? `arXiv ${node.more.a}` : node.more.i ? `doi ${node.more.i}` : node.more.u || node.text;
  }
  if (!(node.flags & FLAG.CUT) || /(…|\.\.\.)$/.test(node.text)) return node.text;
  return /[.±,]$/.test(node.text) ? `${node.text} …` : `${node.text}…`;
}
function labelOf(node) {
  if (node.kind === "Report") return day(node.more.d || "");
  if (node.kind === "Question" && node.more.m) return `no claim on ${node.more.m.map((i) => nodes[i].text).join(", ")}`;
  if (node.flags & FLAG.DIFFER && node.numbers) {
    // Two claims that differ in one number begin alike: the label shows the number.
    const mark = differences(node), told = node.numbers.filter((number) => mark.has(number.position)).map((number) => number.text);
    const start = node.numbers.length ? node.text.slice(0, Math.max(0, node.text.indexOf(node.numbers[0].text))).trim() : "";
    if (told.length) return `${shorten(start || node.text, 40)} … ${told.join(" … ")} …`;
  }
  return nameOf(node);
}
function statusOf(node) {
  if (node.kind === "Question") return node.flags & FLAG.UNANSWERED ? "Not answered" : "";
  if (node.kind !== "Claim") return "";
  const said = [];
  if (node.flags & FLAG.DIFFER) said.push("In conflict");
  else if (node.flags & FLAG.MIXED) said.push("Marks differ");
  else if (node.flags & FLAG.UNVERIFIED) said.push("Not verified");
  else if (node.prints.length) said.push("Verified");
  if (node.flags & FLAG.CUT) said.push("cut");
  return said.join(", ");
}

// Search text is made once; a keystroke then only looks for substrings.
const HAY = nodes.map((node) => {
  const more = node.more;
  const said = [node.text, node.tag, nameOf(node), more.d, more.a, more.i, more.u];
  if (node.kind === "Report") said.push(...(more.p || []).map((i) => DATA.agents[i]), ...(more.f || []).map((i) => DATA.sources[i]), ...(more.c || []));
  if (CONCEPTS.has(node.kind)) said.push(...(more.l || []));
  if (node.kind === "Claim") for (const each of node.prints) if (typeof each.printed === "string") said.push(each.printed);
  return said.filter(Boolean).join("\n").toLowerCase();
});
function matching(query) {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (!words.length) return null;
  const found = new Set();
  for (const node of nodes) if (words.every((word) => HAY[node.i].includes(word))) found.add(node);
  return found;
}
