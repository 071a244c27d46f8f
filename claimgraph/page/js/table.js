// All nodes that pass, one row each; only the rows in sight exist as elements.
const HIGH = 36;
const COLUMNS = [
  { key: "kind", name: "Type", value: (node) => KINDS.indexOf(node.look) },
  { key: "text", name: "Text", value: (node) => nameOf(node).toLowerCase() },
  { key: "status", name: "Status", value: (node) => statusOf(node) || "~" },
  { key: "confidence", name: "Confidence", value: (node) => (node.high === undefined || node.high === null ? -1 : node.high) },
  { key: "reports", name: "Reports", value: (node) => reportsOf(node).length },
];
let listed = [];
let order = { key: "", list: [] };
let cursor = 0;
function reportsOf(node) {
  if (node.kind === "Claim") return node.reports;
  if (node.kind === "Report") return [node];
  if (node.kind === "Question") return into(node, "asks");
  if (node.kind === "Paper") return [...new Set([...into(node, "examines"), ...into(node, "cites")])];
  return (node.naming ||= [...new Set(into(node, "about").flatMap((each) => (each.kind === "Claim" ? each.reports : [])))]);
}
function tagsOf(list) {
  const sorted = [...list].sort((a, b) => a.rank - b.rank);
  return sorted.length > 3 ? `${sorted.slice(0, 2).map((each) => each.tag).join(" ")} +${sorted.length - 2}` : sorted.map((each) => each.tag).join(" ");
}
function sorted(list) {
  const key = `${seen.key} ${state.sort} ${state.up}`;
  if (order.key === key) return order.list;
  const column = COLUMNS.find((each) => each.key === state.sort);
  const value = column ? column.value : (node) => (node.kind === "Claim" || node.kind === "Question" ? urgency(node) : 5 + KINDS.indexOf(node.look));
  if (!column) order = { key, list: byRank(list, value) };
  else {
    const keyed = list.map((node) => [value(node), node]), turn = state.up ? 1 : -1;
    keyed.sort(([a, one], [b, other]) => turn * (a < b ? -1 : a > b ? 1 : 0) || one.i - other.i);
    order = { key, list: keyed.map(([, node]) => node) };
  }
  return order.list;
}
function byRank(list, value) {
  const ranks = [];
  for (const node of list) (ranks[value(node)] ||= []).push(node);
  return ranks.flat();
}
function renderTable(keepScroll) {
  const view = byId("view-table");
  if (view.hidden) return;
  listed = sorted(shown().list);
  if (!listed.length) return fill(view, el("p", { class: "empty" }, "Nothing passes these filters. ", button("Clear filters", clearFilters, { class: "clear" })));
  const head = el("tr", {}, COLUMNS.map((column) => {
    const now = state.sort === column.key;
    return el("th", { scope: "col", "aria-sort": now ? (state.up ? "ascending" : "descending") : null },
      button(`${column.name}${now ? (state.up ? " ↑" : " ↓") : ""}`, () => change({ sort: column.key, up: now ? !state.up : column.key !== "confidence" && column.key !== "reports" }, false)));
  }));
  const body = el("tbody");
  const table = el("table", { class: "list", "aria-rowcount": listed.length + 1, "aria-label": "Everything that passes the filters" },
    el("colgroup", {}, COLUMNS.map((column) => el("col", { class: `of-${column.key}` }))), el("thead", {}, head), body);
  const before = keepScroll ? view.scrollTop : 0;
  fill(view, table);
  view.scrollTop = before;
  cursor = Math.max(0, listed.findIndex((node) => node.i === state.selected));
  rows(body);
  view.onscroll = () => rows(body);
  body.onkeydown = (event) => walk(event, body);
}
function rows(body, focused = false) {
  const view = byId("view-table");
  const from = Math.max(0, Math.floor(view.scrollTop / HIGH) - 8), to = Math.min(listed.length, from + Math.ceil((view.clientHeight || 600) / HIGH) + 18);
  if (!focused && body.dataset.from === String(from) && body.dataset.to === String(to)) return;
  const held = document.activeElement && body.contains(document.activeElement) ? cursor : -1;
  body.dataset.from = from;
  body.dataset.to = to;
  if (cursor < from || cursor >= to) { if (held < 0) cursor = Math.min(listed.length - 1, from + 8 < to ? (from ? from + 8 : 0) : from); }
  fill(body, pad(from * HIGH), listed.slice(from, to).map((node, at) => row(node, from + at)), pad((listed.length - to) * HIGH));
  if (held >= from && held < to) focusRow(body, held);
}
function pad(height) {
  if (!height) return "";
  const cell = el("td", { class: "pad", colspan: COLUMNS.length });
  cell.style.height = `${height}px`;
  return el("tr", { "aria-hidden": "true" }, cell);
}
function row(node, at) {
  const chosen = node.i === state.selected, status = statusOf(node);
  // Two claims in conflict begin alike: their line shows the number.
  const text = button(node.kind === "Claim" ? labelOf(node) : nameOf(node), () => { cursor = at; select(node); }, { class: "go said", dir: "auto", tabindex: at === cursor ? 0 : -1, "data-at": at, "aria-current": chosen ? "true" : null });
  return el("tr", { class: chosen ? "chosen" : "", "aria-rowindex": at + 2 },
    el("td", {}, el("span", { class: "kind" }, glyphOf(node), el("span", {}, node.kind))), el("td", {}, text),
    el("td", { class: node.flags & (FLAG.DIFFER | FLAG.UNVERIFIED | FLAG.UNANSWERED | FLAG.MIXED) ? "flagged" : "" }, status),
    el("td", {}, node.kind === "Claim" ? span(node) : ""), el("td", {}, tagsOf(reportsOf(node))));
}
function focusRow(body, at) {
  const button_ = body.querySelector(`[data-at="${at}"]`);
  if (!button_) return;
  for (const other of body.querySelectorAll('[tabindex="0"]')) other.tabIndex = -1;
  button_.tabIndex = 0;
  button_.focus({ preventScroll: true });
}
function walk(event, body) {
  const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 12, PageUp: -12, Home: -listed.length, End: listed.length }[event.key];
  if (!step) return;
  event.preventDefault();
  event.stopPropagation();
  cursor = Math.max(0, Math.min(listed.length - 1, cursor + step));
  const view = byId("view-table"), top = cursor * HIGH;
  if (top < view.scrollTop) view.scrollTop = top;
  else if (top + 2 * HIGH + 8 > view.scrollTop + view.clientHeight) view.scrollTop = top + 2 * HIGH + 8 - view.clientHeight;
  rows(body, true);
  focusRow(body, cursor);
}
