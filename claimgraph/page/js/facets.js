// Legend and filters are one list; the counts on top are the same filters again.
const open_ = new Set();
function renderCounts() {
  const plain = el("span", { class: "plain" });
  plain.append(el("b", {}, number(reports.length)), ` ${reports.length === 1 ? "report" : "reports"} · `, el("b", {}, number(claims.length)), ` ${claims.length === 1 ? "claim" : "claims"} · `, el("b", {}, number(prints.length)), ` ${prints.length === 1 ? "row" : "rows"}`);
  const chips = STATUS.filter((each) => each.count).map((each) => {
    const pressed = state.status.includes(each.name);
    return el("button", { type: "button", class: `chip${each.alarm ? " alarm" : ""}`, "aria-pressed": String(pressed), "data-status": each.name,
      "aria-label": each.name === "differ" ? `${number(chipCount(each))} ${chipText(each)}: pairs of claims that give different numbers; filter` : null, onclick: () => change({ status: toggled(state.status, each.name), ...escapeScope() }) },
      el("b", {}, number(chipCount(each))), ` ${chipText(each)}`);
  });
  const active = filtering() || state.query || state.hidden.length;
  fill(byId("counts"), plain, chips, active ? button("Clear filters", clearFilters, { class: "clear" }) : "");
}
// A conflict is a pair of claims, as everywhere; the filter behind it shows the claims.
function chipCount(each) { return each.name === "differ" ? conflicts.length : each.count; }
function chipText(each) {
  if (each.name === "differ") return chipCount(each) === 1 ? "conflict" : "conflicts";
  if (each.name === "unanswered") return each.count === 1 ? "question not answered" : "questions not answered";
  return each.label.toLowerCase();
}
function clearFilters() {
  byId("query").value = "";
  change({ status: [], low: 0, high: 1, reports: [], concepts: [], papers: [], from: "", to: "", query: "", hidden: [], less: [] });
}
function escapeScope() { return state.scope === "path" || state.scope === "focus" ? { scope: firstScope(), focus: -1, path: [] } : {}; }

function renderFacets() {
  const held = document.activeElement && document.activeElement.dataset ? document.activeElement.dataset.key : null;
  fill(byId("facets"), kindFacet(), statusFacet(), confidenceFacet(),
    listFacet("Examined papers", "papers", ofKind("Paper").filter(isExamined), (node) => (groupStats.get(node.i) || { claims: 0 }).claims),
    listFacet("Reports", "reports", reports, (node) => node.prints.length),
    listFacet("Methods", "concepts", ofKind("Method"), aboutCount),
    listFacet("Benchmarks", "concepts", ofKind("Benchmark"), aboutCount),
    listFacet("Tasks, metrics, languages", "concepts", nodes.filter((node) => ["Task", "Metric", "Language"].includes(node.kind)), aboutCount),
    keyFacet());
  if (held) { const again = byId("facets").querySelector(`[data-key="${CSS.escape(held)}"]`); if (again) again.focus(); }
}
function facet(title, ...content) { return el("section", { class: "facet" }, el("h2", {}, title), ...content); }
function aboutCount(node) { return into(node, "about").filter((each) => each.kind === "Claim").length; }

function kindFacet() {
  const rows = KINDS.map((look) => [look, ofKind(look.name).length]).filter(([, count]) => count).map(([look, count]) => {
    const off = state.hidden.includes(look.name);
    return el("li", {}, el("button", { type: "button", class: `option legend${off ? " off" : ""}`, "aria-pressed": String(!off), "data-key": `kind ${look.name}`, onclick: () => change({ hidden: toggled(state.hidden, look.name) }) },
      glyph(look), el("span", { class: "name" }, look.plural), el("span", { class: "n" }, number(count))));
  });
  return facet("Type", el("ul", {}, rows));
}
function statusFacet() {
  const claim = KINDS.find((look) => look.name === "Claim"), question = KINDS.find((look) => look.name === "Question");
  const rows = STATUS.filter((each) => each.count).map((each) => el("li", {}, el("button", {
    type: "button", class: "option", "aria-pressed": String(state.status.includes(each.name)), "data-key": `status ${each.name}`, onclick: () => change({ status: toggled(state.status, each.name), ...escapeScope() }),
  }, glyph(each.kind === "Question" ? question : claim, { hollow: each.name === "unverified", ring: each.name === "differ" }), el("span", { class: "name" }, each.label), el("span", { class: "n" }, number(each.count)))));
  return facet("Status", el("ul", {}, rows));
}
function confidenceFacet() {
  const bins = Array(20).fill(0);
  for (const each of prints) if (each.confidence !== null) bins[Math.min(19, Math.floor(each.confidence * 20))] += 1;
  const most = Math.max(1, ...bins), width = 196;
  const picture = svg("svg", { viewBox: `0 0 ${width} 40`, preserveAspectRatio: "none", "aria-hidden": "true" });
  bins.forEach((count, at) => {
    const tall = count ? Math.max(2, 38 * count / most) : 0, inside = (at + 1) / 20 > state.low + 1e-9 && at / 20 < state.high + 1e-9;
    picture.append(svg("rect", { x: at * width / 20, y: 40 - tall, width: width / 20 - 1.5, height: tall, class: inside ? "in" : "" }));
  });
  const slider = (name, label) => el("label", {}, el("span", {}, `${label} ${state[name].toFixed(2)}`), el("input", {
    type: "range", min: 0, max: 1, step: 0.05, value: state[name], "data-key": `range ${name}`, "aria-label": `Confidence ${label}`, onchange: (event) => {
      const value = Number(event.target.value);
      change(name === "low" ? { low: Math.min(value, state.high) } : { high: Math.max(value, state.low) });
    },
  }));
  return facet("Confidence, as printed", el("div", { class: "range" }, picture, el("div", {}, slider("low", "from"), slider("high", "to"))));
}
function listFacet(title, key, list, count) {
  if (!list.length) return "";
  const chosen = new Set(state[key]);
  const order = [...list];
  if (key !== "reports") order.sort((a, b) => chosen.has(b.i) - chosen.has(a.i) || count(b) - count(a) || compareText(nameOf(a), nameOf(b)));
  const limit = open_.has(title) ? 200 : 6;
  const rows = order.slice(0, limit).map((node) => el("li", {}, el("button", {
    type: "button", class: "option", "aria-pressed": String(chosen.has(node.i)), "data-key": `${key} ${node.i}`, onmouseenter: () => hoverText(node), onmouseleave: () => hoverText(null),
    onclick: () => change({ [key]: toggled(state[key], node.i), ...escapeScope() }),
  }, glyph(node.look), el("span", { class: "name said", dir: "auto" }, node.tag ? `${node.tag} · ${shorten(node.text, 60)}` : nameOf(node)), el("span", { class: "n" }, number(count(node))))));
  const rest = order.length - limit;
  const more = order.length > 6 ? button(open_.has(title) ? "Show fewer" : `Show ${Math.min(194, rest)} more`, () => { open_.has(title) ? open_.delete(title) : open_.add(title); renderFacets(); }, { class: "more", "data-key": `more ${title}` }) : "";
  const tail = open_.has(title) && rest > 0 ? el("p", { class: "note" }, `${rest} more: search for them by name.`) : "";
  return facet(title, el("ul", {}, rows), more, tail);
}
function keyFacet() {
  const line = (dash, tone, width) => svg("svg", { class: "glyph", viewBox: "0 0 14 14", "aria-hidden": "true" }, svg("path", { d: "M0 7H14", stroke: tone, "stroke-width": width, "stroke-dasharray": dash, fill: "none" }));
  const tint = colours();
  const row = (picture, text) => el("span", {}, picture, text);
  return facet("Key", el("div", { class: "key" },
    row(line("", tint.strong, 1.6), "states, examines, lists, asks"), row(line("3 2.5", tint.strong, 1.4), "names, or worded alike"), row(line("", tint.alarm, 2.6), "conflict: reports differ on a number"),
    el("p", {}, "Size of a claim: highest confidence printed. Digit in or beside it: reports that print it. Hollow: not verified by any report.")));
}
