// The drawing behind five calls: show, select, focus, fit, png. vis-network gives camera, gestures and hit testing.
const painter = (() => {
  const host = byId("canvas");
  const items = new vis.DataSet();
  let tint = colours(), framed_ = false;
  const options = {
    autoResize: true, physics: false, layout: { improvedLayout: false }, edges: { smooth: false },
    interaction: { hover: true, keyboard: false, multiselect: false, selectable: false, selectConnectedEdges: false, hoverConnectedEdges: false, tooltipDelay: 1e9, zoomSpeed: 0.7 },
    nodes: { shape: "custom", size: 12, ctxRenderer: renderer, chosen: false },
  };
  const network = new vis.Network(host, { nodes: items, edges: new vis.DataSet() }, options);
  for (const inner of host.querySelectorAll(".vis-network")) inner.setAttribute("tabindex", "-1");

  function renderer({ ctx, id }) {
    const entry = scene.at.get(id);
    const r = entry ? entry.r : 8;
    return { drawNode() { if (entry) paintNode(ctx, entry, tint, network.getScale()); }, nodeDimensions: { width: 2 * r, height: 2 * r } };
  }
  network.on("beforeDrawing", (ctx) => paintEdges(ctx));
  network.on("afterDrawing", (ctx) => {
    const scale = network.getScale();
    paintMarks(ctx, tint, scale);
    // Before the first fit the scale is not the one that labels will be placed for.
    if (!framed_) return;
    const painted = due ? [] : null;
    paintLabels(ctx, scale, pane(scale), painted);
    painted ? tell(painted, scale) : wait();
  });
  // Once the drawing rests, what is painted is told in pixels of the pane: a canvas cannot be asked.
  let due = false, resting = 0;
  function wait() {
    delete host.dataset.drawn;
    clearTimeout(resting);
    resting = setTimeout(() => { due = true; network.redraw(); }, 300);
  }
  function tell(labels_, scale) {
    due = false;
    const nodes_ = scene.list.map((entry) => {
      const { x, y } = network.canvasToDOM(entry);
      return { node: entry.node.i, kind: entry.node.kind, text: entry.node.text.slice(0, 60), inside: insideFits(entry, scale) ? insideOf(entry.node) : "", x: round(x), y: round(y), faded: entry.alpha < 1 };
    });
    host.dataset.drawn = JSON.stringify({ labels: labels_, nodes: nodes_ });
  }
  // The part of the world in sight, in the units of the labels.
  function pane(scale) {
    const at = network.getViewPosition(), w = host.clientWidth / 2, h = host.clientHeight / 2;
    return { left: at.x * scale - w + 10, right: at.x * scale + w - 10, top: at.y * scale - h, bottom: at.y * scale + h };
  }
  network.on("dragging", ({ nodes: held }) => {
    if (!held.length) return;
    const entry = scene.at.get(held[0]);
    if (!entry) return;
    Object.assign(entry, network.getPosition(held[0]));
    moved.set(held[0], { x: entry.x, y: entry.y });
    for (const edge of entry.node.edges) edge.points = null;
    light();
  });
  network.on("hoverNode", ({ node }) => { hoverText(nodes[node]); host.style.cursor = "pointer"; });
  host.addEventListener("mouseleave", () => hoverText(null));
  network.on("blurNode", () => { hoverText(null); host.style.cursor = ""; });
  network.on("click", ({ pointer }) => {
    const hit = network.getNodeAt(pointer.DOM);
    if (hit !== undefined) return select(nodes[hit]);
    const edge = edgeNear(pointer.canvas.x, pointer.canvas.y, 6 / network.getScale());
    if (edge) showEdge(edge); else if (state.selected >= 0) select(null);
  });
  network.on("doubleClick", ({ pointer }) => {
    const hit = network.getNodeAt(pointer.DOM);
    if (hit !== undefined) open(nodes[hit]);
  });

  // Only what changed is handed to vis-network, and nothing where nothing did: a keystroke must not rebuild the drawing.
  const given = new Map();
  let last = [];
  function show(wanted) {
    if (wanted.list.length === last.length && !wanted.places === !scene.grouped && wanted.columns === scene.columns && wanted.list.every((node, at) => node === last[at]) && state.scope === show.scope) return;
    last = wanted.list;
    show.scope = state.scope;
    buildScene(wanted);
    const gone = [...given.keys()].filter((id) => !scene.at.has(id));
    if (gone.length) items.remove(gone);
    for (const id of gone) given.delete(id);
    const next = [];
    for (const { node, x, y, r } of scene.list) {
      const place = `${x} ${y} ${r}`;
      if (given.get(node.i) !== place) next.push({ id: node.i, x, y, size: r });
      given.set(node.i, place);
    }
    if (next.length) items.update(next);
  }
  function mark() {
    tint = colours();
    light();
    network.redraw();
  }
  function focus(list) {
    const entries = list.map((node) => scene.at.get(node.i)).filter(Boolean);
    if (!entries.length) return;
    const scale = network.getScale(), view = pane(scale);
    const inside = entries.every(({ x, y }) => x * scale > view.left + 30 && x * scale < view.right - 120 && y * scale > view.top + 20 && y * scale < view.bottom - 20);
    if (inside) return;
    if (scene.grouped) scroll(entries[0].y - network.getViewPosition().y);
    else frame(entries, list.length > 1 ? 0.2 : 0.5, 1.1);
  }
  // The map of papers is as wide as the pane, so it is only moved up and down.
  function scroll(by) {
    const at = network.getViewPosition(), ys = scene.list.map((entry) => entry.y);
    network.moveTo({ position: { x: at.x, y: Math.max(Math.min(...ys), Math.min(Math.max(...ys), at.y + by)) }, scale: network.getScale(), animation: false });
  }
  host.addEventListener("wheel", (event) => {
    if (!scene.grouped || event.ctrlKey) return;
    event.preventDefault();
    event.stopPropagation();
    scroll(event.deltaY * (event.deltaMode ? 16 : 1) / network.getScale());
  }, { capture: true, passive: false });
  function fit(least = 0.1) { frame(scene.list, least, 1.15); }
  // The largest scale at which shapes and the beginnings of their labels fit; labels do not grow with it.
  function frame(entries, least, most) {
    if (!entries.length || !host.clientWidth) return;
    // A pane that has changed since would be scaled by vis-network after the frame is set.
    network.setSize();
    const w = host.clientWidth - 28, h = host.clientHeight - 28;
    let scale = most, box = around_(entries, scale);
    while (scale > least && (box.right - box.left > w || box.bottom - box.top > h)) { scale *= 0.97; box = around_(entries, scale); }
    scale = Math.max(least, scale);
    // Where all does not fit at a readable size, the beginning is in sight.
    const x = box.right - box.left > w ? box.left + w / 2 : (box.left + box.right) / 2;
    const y = box.bottom - box.top > h ? box.top + h / 2 : (box.top + box.bottom) / 2;
    framed_ = true;
    network.moveTo({ position: { x: x / scale, y: y / scale }, scale, animation: false });
  }
  function around_(entries, scale) {
    const box = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
    for (const entry of entries) {
      const [left, right] = roomBeside(entry, scale), x = entry.x * scale, y = entry.y * scale, r = entry.r * scale + 6;
      box.left = Math.min(box.left, x - r - left); box.right = Math.max(box.right, x + r + right);
      box.top = Math.min(box.top, y - r); box.bottom = Math.max(box.bottom, y + r + (entry.node.kind === "Report" ? 16 : 0));
    }
    return box;
  }
  function roomBeside(entry, scale) {
    const { node } = entry;
    if (scene.list.length > CAP.first) return [20, 130];
    if (scene.grouped) return [0, 190];
    if (node.kind === "Claim") return [0, 215];
    const narrow = host.clientWidth < 560;
    if (node.kind === "Question") return [narrow ? 0 : 190, 0];
    if (node.kind === "Paper") return isExamined(node) ? [0, narrow || state.scope === "all" ? 150 : 260] : [narrow ? 0 : 105, 0];
    if (CONCEPTS.has(node.kind)) return [0, 120];
    return insideFits(entry, scale) ? [30, 30] : [110, 30];
  }
  function zoom(by) { network.moveTo({ scale: Math.max(0.05, Math.min(4, network.getScale() * by)), animation: false }); }
  function png() {
    const { x, y, w, h } = extent(), times = Math.min(2, 8000 / Math.max(w, h));
    const sheet = el("canvas", { width: Math.round(w * times), height: Math.round(h * times) });
    const ctx = sheet.getContext("2d");
    tint = colours();
    ctx.fillStyle = tint.paper;
    ctx.fillRect(0, 0, sheet.width, sheet.height);
    ctx.scale(times, times);
    ctx.translate(-x, -y);
    paintEdges(ctx);
    for (const entry of scene.list) paintNode(ctx, entry, tint, 1);
    paintMarks(ctx, tint, 1);
    paintLabels(ctx, 1, null);
    return new Promise((done) => { sheet.toBlob(done, "image/png"); });
  }
  function reset() { moved.clear(); last = []; given.clear(); }
  return { show, select: mark, focus, fit, png, zoom, reset };
})();
// The rectangle around everything drawn with its labels, at natural size.
function extent() {
  const boxes = [...labels(1).map((label) => label.box), ...scene.list.map(({ x, y, r }) => ({ x: x - r, y: y - r, w: 2 * r, h: 2 * r }))];
  const x = Math.min(...boxes.map((box) => box.x)) - 24, y = Math.min(...boxes.map((box) => box.y)) - 24;
  return { x, y, w: Math.max(...boxes.map((box) => box.x + box.w)) + 24 - x, h: Math.max(...boxes.map((box) => box.y + box.h)) + 24 - y };
}
function hoverText(node) {
  byId("hover").textContent = node ? `${node.tag ? `${node.tag} · ` : `${node.kind} · `}${nameOf(node)}` : "";
}
