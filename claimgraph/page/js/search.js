// Search over all text; the list under the field is the way in by keyboard.
let hits = [];
let marked = -1;
let waiting = 0;
function startSearch() {
  const field = byId("query");
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => { change({ query: field.value.trim() }, false); renderHits(true); }, 120);
  });
  field.addEventListener("focus", () => { if (field.value.trim()) renderHits(true); });
  field.addEventListener("blur", () => setTimeout(() => renderHits(false), 150));
  field.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") { event.preventDefault(); markHit(marked + (event.key === "ArrowDown" ? 1 : -1)); }
    else if (event.key === "Enter") { event.preventDefault(); settle(); if (hits.length) takeHit(hits[Math.max(0, marked)]); }
    else if (event.key === "Escape") { event.stopPropagation(); if (!field.value) field.blur(); field.value = ""; settle(); renderHits(false); }
  });
}
function settle() {
  clearTimeout(waiting);
  const query = byId("query").value.trim();
  if (query !== state.query) { change({ query }, false); renderHits(true); }
}
function takeHit(node) {
  renderHits(false);
  select(node);
  byId("panel").focus();
}
function markHit(at) {
  const list = byId("hits").querySelectorAll("[role=option]");
  if (!list.length) return;
  marked = (at + list.length) % list.length;
  list.forEach((row, i) => row.setAttribute("aria-selected", String(i === marked)));
  list[marked].scrollIntoView({ block: "nearest" });
  byId("query").setAttribute("aria-activedescendant", list[marked].id);
}
// The first few by urgency: sorting ten thousand for thirty rows would be felt at every key.
function mostUrgent(found, most) {
  const ranks = [[], [], [], [], []];
  for (const node of found) { const rank = ranks[urgency(node)]; if (rank.length < most) rank.push(node); }
  return ranks.flat().slice(0, most);
}
function renderHits(visible) {
  const box = byId("hits"), field = byId("query");
  const query = field.value.trim(), match = query === state.query ? shown().match : matching(query);
  hits = match && visible ? mostUrgent(match, 30) : [];
  marked = -1;
  field.removeAttribute("aria-activedescendant");
  field.setAttribute("aria-expanded", String(hits.length > 0));
  box.hidden = !hits.length;
  fill(box, hits.map((node, at) => el("li", { role: "option", id: `hit-${at}`, "aria-selected": "false", onmousedown: (event) => { event.preventDefault(); takeHit(node); } },
    glyphOf(node), said(shorten(nameOf(node), 90)), el("span", { class: "tail" }, node.kind === "Claim" ? plural(node.reports.length, "report") : node.tag || node.kind))));
}
