// Everything by keyboard: the table and the panel are the graph for those who cannot see the drawing.
const HELP = [
  ["/", "search"], ["Enter", "open the marked result or row"], ["1  2  3", "Graph, Compare, Table"], ["Arrows", "move between nodes or rows"], ["+  −", "more or less around the selected node"],
  ["f", "fit the drawing"], ["u", "undo"], ["Esc", "close, deselect"], ["?", "this help"],
];
function startKeys() {
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = event.target.closest("input, textarea, select, dialog");
    if (event.key === "Escape") return escape(typing);
    if (typing) return;
    const act = { "/": () => { byId("query").focus(); byId("query").select(); }, "?": help, u: undo, f: () => painter.fit(), 1: () => change({ view: "graph" }), 2: () => change({ view: "compare" }), 3: () => change({ view: "table" }) }[event.key];
    if (act) { event.preventDefault(); act(); }
  });
  byId("canvas").addEventListener("keydown", (event) => {
    const way = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] }[event.key];
    const node = state.selected >= 0 ? nodes[state.selected] : null;
    if (way) { event.preventDefault(); step(...way); }
    else if (event.key === "Enter" && node) { event.preventDefault(); scene.grouped ? open(node) : byId("panel").focus(); }
    else if ((event.key === "+" || event.key === "=") && node) expand(node);
    else if (event.key === "-" && node) collapse(node);
  });
  byId("help-open").addEventListener("click", help);
  byId("skip").addEventListener("click", enterView);
  addEventListener("click", (event) => { const menu = byId("export"); if (menu.open && !menu.contains(event.target)) menu.open = false; });
  const tabs = [...document.querySelectorAll("[role=tab]")];
  for (const tab of tabs) {
    tab.addEventListener("click", () => change({ view: tab.dataset.view }));
    tab.addEventListener("keydown", (event) => {
      const move = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!move) return;
      const next = tabs[(tabs.indexOf(tab) + move + tabs.length) % tabs.length];
      change({ view: next.dataset.view });
      next.focus();
    });
  }
}
function escape(typing) {
  if (byId("export").open) { byId("export").open = false; byId("export").firstElementChild.focus(); }
  else if (!typing && state.selected >= 0) select(null);
  else if (!typing && (state.scope === "path" || state.scope === "focus")) change({ scope: firstScope(), focus: -1, path: [] });
}
// The nearest node that way; across counts double, so rows are walked in order.
function step(dx, dy) {
  const here = scene.at.get(state.selected);
  const list = scene.list.filter((entry) => entry !== here);
  if (!here) { const start = [...scene.list].sort((a, b) => urgency(a.node) - urgency(b.node) || a.y - b.y)[0]; if (start) select(start.node); return; }
  let best = null, least = Infinity;
  for (const entry of list) {
    const x = entry.x - here.x, y = entry.y - here.y, along = x * dx + y * dy, across = Math.abs(x * dy) + Math.abs(y * dx);
    if (along < 4 || across > along * 3) continue;
    const far = along + 2 * across;
    if (far < least) { least = far; best = entry; }
  }
  if (best) select(best.node);
}
function help() {
  fill(byId("help"), el("h2", { id: "help-title" }, "Keyboard"), el("dl", {}, HELP.flatMap(([keys, what]) => [el("dt", {}, el("kbd", {}, keys)), el("dd", {}, what)])),
    el("p", { class: "note" }, "Click a node to light up what touches it; double click to show more around it; drag to move it. Click a line for the rows behind it. The address of the page always holds what you see."),
    el("div", { class: "acts" }, button("Close", () => byId("help").close())));
  byId("help").showModal();
}
// What is made anew must not throw the keyboard back to the top of the page.
function held() {
  const here = document.activeElement, box = here && here !== document.body && here.parentElement.closest("[id]");
  if (!box) return () => {};
  const named = (each) => each.getAttribute("aria-label") || each.textContent;
  const { node, at } = here.dataset, name = named(here), rank = usable(box).indexOf(here);
  return () => {
    const now = document.activeElement;
    if (now !== document.body && isUsable(now)) return;
    const left = byId(box.id) ? usable(byId(box.id)) : [];
    const again = left.find((each) => (node ?? at) !== undefined && each.dataset.node === node && each.dataset.at === at) || left.find((each) => named(each) === name);
    const next = again || (box.id === "panel" ? box : left[Math.min(rank, left.length - 1)]);
    next ? next.focus({ preventScroll: true }) : enterView();
  };
}
function isUsable(element) { return element.isConnected && !element.disabled && element.getClientRects().length > 0; }
function usable(box) { return [...box.querySelectorAll("button")].filter(isUsable); }
function enterView() {
  const view = byId(`view-${state.view}`), target = state.view === "graph" ? byId("canvas") : view.querySelector('td [tabindex="0"]') || view.querySelector("button");
  (target || byId(`tab-${state.view}`)).focus();
}
