// Claims against reports, one table for each examined paper: claims of two papers are never the same claim.
// What is made at once is bounded by its cells, so that a keystroke is not felt however wide a table is.
const FIRST = { cells: 900, least: 6, most: 40 };
let room = FIRST.cells;
const wholePapers = new Set();
const KIN = new Set(["contradicts", "variantOf", "completes"]);
const families = (() => {
  const root = new Map();
  const find = (node) => { let at = node; while (root.has(at)) at = root.get(at); return at; };
  for (const link of links) {
    if (link.denied || !KIN.has(link.kind)) continue;
    const [a, b] = [find(link.a), find(link.b)].sort((one, other) => one.i - other.i);
    if (a !== b) root.set(b, a);
  }
  const found = new Map();
  for (const claim of claims) {
    const head = find(claim);
    if (!found.has(head)) found.set(head, []);
    found.get(head).push(claim);
  }
  return [...found.values()];
})();
for (const family of families) {
  family.sort((a, b) => urgency(a) - urgency(b) || (a.reports[0] ? a.reports[0].rank : 0) - (b.reports[0] ? b.reports[0].rank : 0) || a.i - b.i);
  family.scope = family[0].scope;
  family.reports = new Set(family.flatMap((claim) => claim.reports));
  family.differ = family.some((claim) => claim.flags & FLAG.DIFFER);
}
function renderCompare() {
  const view = byId("view-compare");
  if (view.hidden) return;
  const scroll = view.scrollTop;
  fill(view, matrices(room));
  view.scrollTop = scroll;
}
// A claim is only compared with its rivals and its other wordings beside it, so a family stays or goes as one.
function kept() {
  const passes = shown().pass, { match } = shown();
  return families.filter((family) => inPart(family) && family.some((claim) => passes.has(claim) && (!match || match.has(claim))));
}
function matrices(cells) {
  const byPaper_ = new Map();
  for (const family of kept()) {
    if (!byPaper_.has(family.scope)) byPaper_.set(family.scope, []);
    byPaper_.get(family.scope).push(family);
  }
  const sections = [...byPaper_].map(([scope, list]) => ({ scope, list, weight: list.reduce((sum, family) => sum + (family.differ ? 1000 : 0) + family.length, 0) }));
  sections.sort((a, b) => b.weight - a.weight || a.scope - b.scope);
  if (!sections.length) return [pairBar(), el("p", { class: "empty" }, "No claim passes these filters. ", button("Clear filters", clearFilters, { class: "clear" }))];
  const made = [];
  let used = 0, at = 0;
  while (at < sections.length && used < cells) {
    const one = matrix(sections[at++]);
    used += one.querySelectorAll("td, th").length;
    made.push(one);
  }
  const rest = sections.length - at;
  return [pairBar(), ...made, rest > 0 ? button(`Show more of the other ${plural(rest, "paper")}`, () => { room += 4 * FIRST.cells; renderCompare(); }, { class: "more" }) : ""];
}
function matrix({ scope, list }) {
  const subject = nodes[scope];
  const columns = [...new Set(list.flatMap((family) => [...family.reports]))].sort((a, b) => a.rank - b.rank);
  list.sort((a, b) => b.differ - a.differ || urgency(a[0]) - urgency(b[0]) || b.reports.size - a.reports.size || a[0].i - b[0].i);
  const total = list.reduce((sum, family) => sum + family.length, 0);
  const whole = wholePapers.has(scope) ? Infinity : Math.min(FIRST.most, Math.max(FIRST.least, Math.floor(FIRST.cells / (columns.length + 1))));
  const head = el("tr", {}, el("th", { scope: "col" }, "Claim"), columns.map((report) => el("th", { scope: "col" },
    button(report.tag, () => pick(report), { "aria-pressed": String(state.pair.includes(report.i)), "aria-label": `${report.tag}, ${day(report.more.d || "")}: choose for comparing`, onmouseenter: () => hoverText(report), onmouseleave: () => hoverText(null) }),
    el("small", {}, day(report.more.d || "").replace(/ \d{4}$/, "")))));
  const bodies = list.slice(0, whole).map((family) => el("tbody", { class: family.differ ? "differ" : family.length > 1 ? "kin" : "" }, family.map((claim, at) => line(claim, columns, at))));
  const name = subject ? `${nameOf(subject)}` : "Claims that name no examined paper";
  return el("section", { class: "matrix" }, el("h2", { class: "said" }, name),
    el("p", { class: "note" }, `${plural(total, "claim")} in ${plural(columns.length, "report")}. ✓ or × and confidence as each report prints them; a blank cell: not printed there.`),
    el("table", { class: "grid" }, el("caption", { class: "hidden" }, `Claims and reports: ${name}`), el("thead", {}, head), bodies),
    list.length > whole ? button(`Show ${list.length - whole} more`, () => { wholePapers.add(scope); renderCompare(); }, { class: "more" }) : "");
}
function line(claim, columns, at) {
  const badges = [];
  if (claim.flags & FLAG.DIFFER) badges.push(el("span", { class: "badge alarm" }, "In conflict"));
  else if (at > 0) badges.push(el("span", { class: "badge" }, "Same claim, printed otherwise"));
  const mark = differences(claim);
  return el("tr", { class: `${claim.i === state.selected ? "chosen" : ""}${at ? " kin" : ""}` },
    el("th", { scope: "row" }, button(numbered(claim, mark), () => select(claim), { class: "go", "data-node": claim.i, "aria-current": claim.i === state.selected ? "true" : null }), badges.length ? el("div", {}, badges) : ""),
    columns.map((report) => {
      if (!claim.reports.includes(report)) return el("td");
      const found = claim.prints.filter((each) => each.report === report);
      return el("td", {}, found.length ? found.map((each) => el("span", { class: "conf" }, tick(each.mark), confidence(each))) : "", found.length && mark.size ? el("div", {}, claim.numbers.filter((number) => mark.has(number.position)).map((number) => el("mark", {}, number.text))) : "");
    }));
}
// Two reports side by side: what both print, what only one prints, where they differ.
function pick(report) {
  const pair = state.pair.includes(report.i) ? state.pair.filter((i) => i !== report.i) : [...state.pair, report.i].slice(-2);
  change({ pair, part: "" });
}
function partOf(family) {
  const [a, b] = state.pair.map((i) => nodes[i]);
  const inA = family.reports.has(a), inB = family.reports.has(b);
  if (!inA && !inB) return "";
  if (family.differ && inA && inB) return "differ";
  return inA && inB ? "both" : inA ? "a" : "b";
}
function inPart(family) { return state.pair.length < 2 || (state.part ? partOf(family) === state.part : partOf(family) !== ""); }
function pairName() {
  const [a, b] = state.pair.map((i) => nodes[i]), part = { both: "in both", differ: "differ", a: `only in ${a.tag}`, b: `only in ${b.tag}` }[state.part];
  return `${a.tag} and ${b.tag}${part ? `, ${part}` : ""}`;
}
function pairBar() {
  const [a, b] = state.pair.map((i) => nodes[i]);
  if (!a) return el("p", { class: "note pair" }, "Choose two reports by their heads to see what they share and where they differ.");
  if (!b) return el("p", { class: "note pair" }, `${a.tag} chosen. Choose a second report.`);
  const counts = { both: 0, a: 0, b: 0, differ: 0 };
  for (const family of families) { const part = partOf(family); if (part) counts[part] += 1; }
  const part = (name, text) => el("button", { type: "button", class: `chip${name === "differ" && counts.differ ? " alarm" : ""}`, "aria-pressed": String(state.part === name), onclick: () => change({ part: state.part === name ? "" : name }) }, el("b", {}, String(counts[name])), ` ${text}`);
  return el("div", { class: "pair" }, el("b", {}, `${a.tag} and ${b.tag}`), part("both", "in both"), part("differ", "differ"), part("a", `only in ${a.tag}`), part("b", `only in ${b.tag}`), button("Stop comparing", () => change({ pair: [], part: "" }), { class: "clear" }));
}
