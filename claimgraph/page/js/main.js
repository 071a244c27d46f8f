// Start, and what follows from a change of state.
const SCOPES = [["eyes", "What needs eyes"], ["all", "Everything"], ["papers", "Papers"]];
let framed = "";
function renderBar() {
  const fits = nodes.filter((node) => !state.hidden.includes(node.kind)).length <= CAP.ever;
  fill(byId("scope"), SCOPES.filter(([name]) => (name !== "papers" || DATA.groups.length > 2) && (name !== "all" || fits)).map(([name, text]) =>
    button(text, () => change({ scope: name, focus: -1, path: [], more: [], less: [] }), { "aria-pressed": String(state.scope === name) })));
  const tag = state.scope === "focus" ? `Focus: ${nodes[state.focus].tag || ""} ${nameOf(nodes[state.focus])}` : state.scope === "path" ? `Shortest path, ${plural(Math.max(0, state.path.length - 1), "step")}` : "";
  fill(byId("crumb"), tag ? el("span", { class: "tag" }, said(tag), button("×", () => change({ scope: firstScope(), focus: -1, path: [] }), { "aria-label": "Leave" })) : "");
  for (const act of document.querySelectorAll("[data-act]")) { act.disabled = act.dataset.act === "undo" && !past.length; act.hidden = act.dataset.act !== "undo" && state.view !== "graph"; }
  byId("scope").hidden = state.view !== "graph";
}
function renderTabs() {
  for (const tab of document.querySelectorAll("[role=tab]")) {
    const now = tab.dataset.view === state.view;
    tab.setAttribute("aria-selected", String(now));
    tab.tabIndex = now ? 0 : -1;
    byId(`view-${tab.dataset.view}`).hidden = !now;
  }
}
function renderStatus(drawing) {
  const { list, match } = shown(), parts = [], why = reasons(match);
  if (state.view === "graph") {
    parts.push(el("b", {}, `${number(drawing.list.length)} of ${number(nodes.length)} shown`), `: ${drawing.why}.`);
    if (drawing.left) parts.push(` ${number(drawing.left)} more are not drawn; the table holds them.`);
    if (state.less.length) parts.push(` ${state.less.length} hidden by you.`);
  } else if (state.view === "table") parts.push(el("b", {}, `${number(list.length)} of ${number(nodes.length)} shown`), `: ${why}.`);
  else parts.push(el("b", {}, `${number(kept().reduce((sum, family) => sum + family.length, 0))} of ${plural(claims.length, "claim")} shown`), `: ${why}.`);
  if (match) parts.push(` ${plural(match.size, "node")} ${match.size === 1 ? "matches" : "match"} “${state.query}”.`);
  fill(byId("status"), ...parts);
}
function reasons(match) {
  const found = [];
  if (state.view === "compare" && state.pair.length === 2) found.push(pairName());
  if (filtering() || match || state.hidden.length) found.push("the filters");
  return found.join("; ") || "all of it";
}
function renderGraph() {
  const drawing = drawn();
  if (state.view === "graph") {
    painter.show(drawing);
    painter.select();
    const key = [state.scope, state.focus, state.path, filtering() && seen.key, state.scope === "eyes" && state.query, state.view].join();
    if (key !== framed) { framed = key; painter.fit(state.scope === "all" ? 0.1 : drawing.places ? 0.75 : 0.62); }
    const picked = nodes[state.selected];
    if (picked) painter.focus([groupOf(picked)]);
  }
  return drawing;
}
function render(next = {}) {
  const back = held();
  renderTabs();
  const drawing = renderGraph();
  renderBar();
  renderStatus(drawing);
  const only = Object.keys(next);
  const searchOnly = only.length === 1 && only[0] === "query", selectOnly = only.length === 1 && only[0] === "selected";
  if (!searchOnly) renderPanel();
  if (!selectOnly) {
    renderCounts();
    if (!searchOnly) { renderFacets(); renderTimeline(); }
  }
  renderTable(selectOnly);
  renderCompare();
  back();
}
function act(name) {
  if (name === "undo") undo();
  else if (name === "fit") painter.fit();
  else if (name === "reset") { painter.reset(); framed = ""; render(); }
  else painter.zoom(name === "in" ? 1.3 : 1 / 1.3);
}
function start() {
  state = read(location.hash.slice(1));
  byId("query").value = state.query;
  if (matchMedia("(max-width: 900px)").matches) byId("filters").open = false;
  listeners.push(render);
  startSearch();
  startKeys();
  startExport();
  for (const each of document.querySelectorAll("[data-act]")) each.addEventListener("click", () => act(each.dataset.act));
  addEventListener("hashchange", () => { if (location.hash.slice(1) !== written()) { state = read(location.hash.slice(1)); byId("query").value = state.query; render(); } });
  dark.addEventListener("change", () => render());
  addEventListener("resize", () => { if (scene.grouped && columnsOfPapers() !== scene.columns) { framed = ""; renderGraph(); } });
  render();
  // Only now do the bars and the timeline leave the pane its size.
  framed = "";
  renderGraph();
  // The drawing is painted in the next frame, so that is when the page is ready.
  requestAnimationFrame(() => {
    document.documentElement.dataset.ready = "1";
    performance.mark("ready");
  });
}
start();
