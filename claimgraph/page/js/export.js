// What leaves the page: pictures, rows a spreadsheet cannot run, triples, and a link to this very view.
const DANGEROUS = /^[\s\u0000-\u001f]*[=+\-@\uff1d\uff0b\uff0d\uff20|%]/;
function cell(value) {
  const text = String(value ?? "");
  // A spreadsheet runs text that begins like a formula; an apostrophe before it keeps it text.
  const safe = typeof value !== "number" && (DANGEROUS.test(text) || /^[\t\r\n]/.test(text)) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
function csv() {
  const lines = [["claim", "status", "report", "date", "verified", "confidence", "row", "file", "line", "examined paper", "claim id", "report id"]];
  for (const claim of shown().list.filter((node) => node.kind === "Claim")) {
    for (const each of claim.prints) {
      if (!shown().pass.has(each.report) && filtering()) continue;
      const [source, number] = each.places;
      lines.push([claim.text, statusOf(claim), each.report.text, each.report.more.d || "", each.mark === 1 ? "yes" : each.mark === 0 ? "no" : "", each.told ?? "", each.row, DATA.sources[source] ?? "", number ?? "", nodes[claim.scope] ? nameOf(nodes[claim.scope]) : "", fullId(claim), fullId(each.report)]);
    }
  }
  return `\ufeff${lines.map((line) => line.map(cell).join(",")).join("\r\n")}\r\n`;
}
function svgPicture() {
  const { x, y, w, h } = extent(), tint = colours();
  const picture = svg("svg", { xmlns: "http://www.w3.org/2000/svg", viewBox: [x, y, w, h].map(round).join(" "), width: round(w), height: round(h), "font-family": "Inter, Helvetica, Arial, sans-serif" });
  picture.append(svg("title", {}, document.title), svg("rect", { x: round(x), y: round(y), width: round(w), height: round(h), fill: tint.paper }));
  for (const bundle of scene.strokes) picture.append(svg("path", { d: bundle.lines.map(pathOf).join(""), fill: "none", stroke: bundle.stroke, "stroke-width": bundle.width, opacity: bundle.alpha, "stroke-dasharray": bundle.dash.join(" ") || "none", "stroke-linecap": "round" }));
  for (const entry of scene.list) picture.append(svgNode(entry, tint));
  for (const mark of scene.marks) picture.append(svg("circle", { cx: round(mark.x), cy: round(mark.y), r: 8, fill: tint.alarm }), svg("text", { x: round(mark.x), y: round(mark.y) + 4, "font-size": 12, "font-weight": 700, "text-anchor": "middle", fill: tint.paper }, "≠"));
  for (const label of labels(1)) {
    const [weight, size] = label.font.split(" "), anchor = { left: "start", right: "end", center: "middle" }[label.align];
    const text = (words, down, fill_) => svg("text", { class: "label", x: round(label.x), y: round(label.y + down) + 4, "font-size": parseFloat(size), "font-weight": weight, "text-anchor": anchor, fill: fill_, stroke: tint.paper, "stroke-width": 4, "stroke-linejoin": "round", "paint-order": "stroke", opacity: label.entry.alpha < 1 ? 0.42 : 1 }, words);
    picture.append(text(label.text, 0, tint.ink));
    if (label.second) picture.append(text(label.second, LINE, tint.soft));
  }
  return new XMLSerializer().serializeToString(picture);
}
function svgNode({ node, x, y, r, alpha }, tint) {
  const ink = inkOf(node), group = svg("g", { transform: `translate(${round(x)} ${round(y)})`, opacity: alpha });
  group.append(svg("title", {}, `${node.kind}: ${nameOf(node)}`), svg("path", { d: SHAPES[node.look.shape], transform: `scale(${round(r)})`, fill: ink.hollow ? tint.paper : ink.body, stroke: ink.rim, "stroke-width": (ink.hollow ? 2.2 : 1.2) / r }));
  if (ink.ring) group.append(svg("circle", { r: round(r + 3.6), fill: "none", stroke: tint.alarm, "stroke-width": 2, "stroke-dasharray": "4 2.6" }));
  if (insideFits({ node, r }, 1)) group.append(svg("text", { y: 4, "font-size": 11, "font-weight": 600, "text-anchor": "middle", fill: insideInk(node, ink, tint) }, insideOf(node)));
  return group;
}
// XML knows no control characters; a picture with one would not open.
function xmlSafe(text) { return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "\ufffd"); }

function startExport() {
  const close = () => { byId("export").open = false; byId("export").firstElementChild.focus(); };
  const choice = (name, small, act) => el("button", { type: "button", "data-export": name, onclick: async () => { close(); await act(); } }, el("span", {}, name), el("small", {}, small));
  fill(byId("export-menu"),
    choice("PNG", "what is drawn, twice the size", async () => save("claimgraph.png", "image/png", [await painter.png()])),
    choice("SVG", "what is drawn, for print", () => save("claimgraph.svg", "image/svg+xml", [xmlSafe(svgPicture())])),
    choice("CSV", "every print of every claim that passes the filters", () => save("claimgraph.csv", "text/csv;charset=utf-8", [csv()])),
    choice("Turtle", "the triples of the selection, or of the claims that pass", () => save("claimgraph.ttl", "text/turtle;charset=utf-8", [turtle(selection())])),
    choice("Print", "the comparison and the legend", () => print()));
  byId("copy-link").addEventListener("click", copyLink);
  addEventListener("beforeprint", () => fill(byId("print"), printLegend(), matrices(20000)));
  addEventListener("afterprint", () => fill(byId("print")));
}
// On paper there is no hovering: the marks are explained, and each report is named.
function printLegend() {
  return [el("p", {}, "✓ verified and × not verified by the report’s own check; the number beside it is the confidence the report prints. Numbers in boxes differ between reports."),
    el("ul", { class: "rows" }, reports.slice(0, 200).map((report) => el("li", {}, el("b", {}, report.tag), said(`${report.text}, ${day(report.more.d || "")}`))))];
}
function selection() { return state.selected >= 0 ? [nodes[state.selected]] : shown().list.filter((node) => node.kind === "Claim"); }
async function copyLink() {
  const done = byId("copy-link"), address = location.href;
  try {
    await navigator.clipboard.writeText(address);
    done.textContent = "Copied";
    setTimeout(() => { done.textContent = "Copy link"; }, 1500);
  } catch {
    const field = el("input", { readonly: true, value: address, "aria-label": "Link to this view" });
    fill(byId("help"), el("h2", { id: "help-title" }, "Link to this view"), field, el("div", { class: "acts" }, button("Close", () => byId("help").close())));
    byId("help").showModal();
    field.select();
  }
}
