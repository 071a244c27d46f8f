// One state, one way to change it. Everything shown follows from it, and the fragment of the address holds it.
const START = Object.freeze({
  view: "graph", scope: "eyes", focus: -1, query: "", status: [], low: 0, high: 1, reports: [], concepts: [], papers: [],
  hidden: [], selected: -1, more: [], less: [], path: [], from: "", to: "", pair: [], part: "", sort: "need", up: true,
});
let state = { ...START };
const past = [];
const listeners = [];
const SHORT = new Map();
const BY_SHORT = new Map();
for (const node of nodes) {
  const tail = node.id.slice(node.id.lastIndexOf("-") + 1);
  const short = tail.length >= 6 && tail.length < node.id.length && !BY_SHORT.has(tail) ? tail : node.id;
  SHORT.set(node, short);
  BY_SHORT.set(short, node.i);
}
const LISTS = ["status", "hidden"];
const NODE_LISTS = ["reports", "concepts", "papers", "more", "less", "path", "pair"];
const NODES = ["focus", "selected"];
const WORDS = ["view", "scope", "query", "from", "to", "part", "sort"];

function change(next, remember = true) {
  if (remember) {
    past.push(state);
    if (past.length > 100) past.shift();
  }
  state = { ...state, ...next };
  const fragment = written();
  if (fragment !== location.hash.slice(1)) history.replaceState(null, "", `#${fragment}`);
  for (const listen of listeners) listen(next);
}
function undo() {
  const before = past.pop();
  if (before) change(before, false);
}
function written() {
  const parts = new URLSearchParams();
  for (const key of WORDS) if (state[key] !== START[key]) parts.set(key, state[key]);
  for (const key of LISTS) if (state[key].length) parts.set(key, state[key].join("~"));
  for (const key of NODE_LISTS) if (state[key].length) parts.set(key, state[key].map((i) => SHORT.get(nodes[i])).join("~"));
  for (const key of NODES) if (state[key] >= 0) parts.set(key, SHORT.get(nodes[state[key]]));
  if (state.low > 0) parts.set("low", state.low);
  if (state.high < 1) parts.set("high", state.high);
  if (!state.up) parts.set("down", "1");
  return parts.toString();
}
function read(fragment) {
  const next = { ...START, scope: firstScope() };
  const parts = new URLSearchParams(fragment);
  for (const key of WORDS) if (parts.has(key)) next[key] = parts.get(key);
  for (const key of LISTS) if (parts.has(key)) next[key] = parts.get(key).split("~").filter(Boolean);
  for (const key of NODE_LISTS) if (parts.has(key)) next[key] = parts.get(key).split("~").filter((name) => BY_SHORT.has(name)).map((name) => BY_SHORT.get(name));
  for (const key of NODES) if (parts.has(key)) next[key] = BY_SHORT.get(parts.get(key)) ?? -1;
  if (parts.has("low")) next.low = share(parts.get("low"), 0);
  if (parts.has("high")) next.high = share(parts.get("high"), 1);
  next.up = !parts.has("down");
  next.hidden = next.hidden.filter((name) => KINDS.some((kind) => kind.name === name));
  next.status = next.status.filter((name) => STATUS.some((each) => each.name === name));
  if (!["graph", "compare", "table"].includes(next.view)) next.view = "graph";
  if (!["eyes", "all", "papers", "focus", "path"].includes(next.scope)) next.scope = firstScope();
  if (next.scope === "focus" && next.focus < 0) next.scope = firstScope();
  return next;
}
function share(text, otherwise) {
  const value = Number(text);
  return value >= 0 && value <= 1 ? value : otherwise;
}
function toggled(list, value) { return list.includes(value) ? list.filter((each) => each !== value) : [...list, value]; }
function select(node, remember = true) { change({ selected: node ? node.i : -1 }, remember); }
