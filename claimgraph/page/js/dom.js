// Elements are made here and nowhere else: text goes in as text, links only if they are web addresses.
const byId = (id) => document.getElementById(id);
function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}
function button(text, act, attributes = {}) { return el("button", { type: "button", onclick: (event) => { const back = held(); act(event); back(); }, ...attributes }, text); }
function svg(tag, attributes = {}, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.append(...children);
  return element;
}
function webLink(address, text = address) {
  if (!/^https?:\/\//i.test(address)) return el("span", { class: "said" }, text);
  return el("a", { href: address, rel: "noopener noreferrer", target: "_blank", class: "said" }, text);
}
function said(text, attributes = {}) { return el("span", { class: "said", dir: "auto", ...attributes }, text); }
function fill(element, ...children) { element.replaceChildren(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== "")); }
function goTo(node, text = nameOf(node)) {
  return button(said(text), () => select(node), { class: "go", "data-node": node.i, onmouseenter: () => hoverText(node), onmouseleave: () => hoverText(null) });
}
function bar(value) {
  const width = Math.round((value || 0) * 44);
  return el("i", { "aria-hidden": "true" }, svg("svg", { width: 44, height: 5 }, svg("rect", { width, height: 5, fill: "currentColor", rx: 2 })));
}
function tick(mark) {
  const [sign, word, kind] = mark === 1 ? ["✓", "verified", "yes"] : mark === 0 ? ["×", "not verified", "no"] : ["–", "no mark", ""];
  return el("span", { class: `tick ${kind}`, role: "img", "aria-label": word }, sign);
}
function save(name, type, parts) {
  const address = URL.createObjectURL(new Blob(parts, { type }));
  const link = el("a", { href: address, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}
// The text of a claim with its numbers told apart; those that differ between reports are marked.
function numbered(node, differing = new Set()) {
  const text = nameOf(node);
  const parts = [];
  let at = 0;
  for (const number of node.numbers || []) {
    const found = text.indexOf(number.text, at);
    if (found < 0) continue;
    parts.push(text.slice(at, found));
    parts.push(el(differing.has(number.position) ? "mark" : "span", { class: "num" }, number.text));
    at = found + number.text.length;
  }
  parts.push(text.slice(at));
  return el("span", { class: "said", dir: "auto" }, ...parts);
}
function differences(node) {
  const found = new Set();
  for (const link of node.links || []) {
    if (link.kind !== "contradicts" || link.denied) continue;
    for (let at = 0; at + 1 < link.basis.length; at += 2) if (link.basis[at] === node.i) found.add(link.basis[at + 1]);
  }
  return found;
}
