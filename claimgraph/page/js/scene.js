// What is on the drawing, worked out once for each change: places, sizes, and the edges bundled into few strokes.
let scene = { list: [], at: new Map(), strokes: [], edges: [], marks: [], grouped: false, columns: undefined, version: 0, lit: null };
const moved = new Map();
const groupStats = new Map();
for (const claim of claims) {
  const stats = groupStats.get(claim.scope) || { claims: 0, differ: 0, unverified: 0 };
  stats.claims += 1;
  if (claim.flags & FLAG.DIFFER) stats.differ += 1;
  if (claim.flags & FLAG.UNVERIFIED) stats.unverified += 1;
  groupStats.set(claim.scope, stats);
}
const isExamined = (node) => node.kind === "Paper" && node.scope === node.i;

function radius(node, grouped) {
  if (grouped) return Math.min(24, 8 + Math.sqrt((groupStats.get(node.i) || { claims: 0 }).claims) * 1.5);
  if (node.kind === "Claim") return 7 + 7 * (node.high || 0);
  if (node.kind === "Report") return 14;
  if (node.kind === "Paper") return isExamined(node) ? 11 : 7;
  return node.kind === "Question" ? 8 : 8.5;
}
function buildScene({ list, places, columns }) {
  const grouped = Boolean(places);
  // A small graph is a map that never changes; of a large one only a part is drawn, so its gaps are closed.
  const near = places || (nodes.length > CAP.first && state.scope !== "all" ? closed(list) : null);
  const entries = list.map((node) => {
    const place = moved.get(node.i) || (near && near.get(node.i)) || node;
    return { node, x: place.x, y: place.y, r: radius(node, grouped), alpha: 1 };
  });
  const at = new Map(entries.map((entry) => [entry.node.i, entry]));
  const drawnEdges = [];
  if (!grouped) {
    for (const { node } of entries) for (const edge of node.edges) if (edge.a === node && edge.kind !== "scope" && at.has(edge.b.i)) drawnEdges.push(edge);
  }
  for (const edge of drawnEdges) edge.points = null;
  scene = { list: entries, at, edges: drawnEdges, strokes: [], marks: [], grouped, columns, version: scene.version + 1, lit: null };
}
// The same places with the empty rows, columns and papers between them left out.
const GAP = { row: 24, report: 44, column: 230, paper: 64 };
function closed(list) {
  const byScope = new Map();
  for (const node of list) {
    if (!byScope.has(node.scope)) byScope.set(node.scope, []);
    byScope.get(node.scope).push(node);
  }
  const blocks = [...byScope.values()].map((members) => {
    const xs = squeezed(members.map((node) => node.x), GAP.column), top = Math.min(...members.map((node) => node.y)), ys = new Map();
    for (const x of xs.keys()) {
      const column = members.filter((node) => node.x === x), first_ = Math.min(...column.map((node) => node.y));
      const rows_ = squeezed(column.map((node) => node.y), column[0].kind === "Report" ? GAP.report : GAP.row);
      for (const node of column) ys.set(node, Math.min(56, first_ - top) + rows_.get(node.y));
    }
    return { members, xs, ys, rank: Math.min(...members.map(urgency)), wide: Math.max(...xs.values()) + 480, tall: Math.max(...ys.values()) + GAP.paper };
  });
  blocks.sort((a, b) => a.rank - b.rank || b.members.length - a.members.length || a.members[0].i - b.members[0].i);
  const area = blocks.reduce((sum, block) => sum + block.wide * block.tall, 0), limit = Math.max(900, Math.sqrt(area * 1.3));
  const found = new Map();
  let x = 0, y = 0, shelf = 0;
  for (const block of blocks) {
    if (x && x + block.wide > limit) { x = 0; y += shelf; shelf = 0; }
    for (const node of block.members) found.set(node.i, { x: x + block.xs.get(node.x), y: y + block.ys.get(node) });
    x += block.wide;
    shelf = Math.max(shelf, block.tall);
  }
  return found;
}
function squeezed(values, most) {
  const found = new Map();
  let at = 0, last = null;
  for (const value of [...new Set(values)].sort((a, b) => a - b)) {
    if (last !== null) at += Math.min(most, value - last);
    found.set(value, at);
    last = value;
  }
  return found;
}
// What stands out while something is selected or searched: that, and what touches it.
function light() {
  const { match } = shown();
  const picked = state.selected >= 0 ? nodes[state.selected] : null;
  let lit = null;
  if (state.scope === "path" || (state.scope === "focus" && state.selected === state.focus)) lit = null;
  else if (picked && scene.at.has(picked.i)) lit = litBy(picked);
  else if (picked && scene.grouped && scene.at.has(picked.scope)) lit = new Set([groupOf(picked)]);
  else if (match && state.scope !== "eyes") lit = scene.grouped ? new Set([...match].map((node) => nodes[node.scope])) : match;
  scene.lit = lit;
  for (const entry of scene.list) entry.alpha = lit && !lit.has(entry.node) ? 0.3 : 1;
  strokes(picked);
  scene.version += 1;
}
// On the map of papers a node is where its paper is.
function groupOf(node) { return scene.grouped && nodes[node.scope] ? nodes[node.scope] : node; }
function litBy(picked) {
  const lit = new Set([picked, ...neighbours(picked)]);
  if (picked.kind !== "Claim") return lit;
  // A conflict is only seen with both claims, both reports and the paper they speak of.
  for (const link of picked.links || []) if (link.kind === "contradicts") for (const report of [...link.a.reports, ...link.b.reports]) lit.add(report);
  if (nodes[picked.scope]) lit.add(nodes[picked.scope]);
  return lit;
}
function curve(a, b, kind) {
  if (kind === "examines") return [a.x, a.y, b.x, a.y, b.x, a.y, b.x, b.y];
  if (Math.abs(a.x - b.x) < 20) {
    const bulge = 30 + Math.min(70, Math.abs(a.y - b.y) * 0.22);
    return [a.x, a.y, a.x - bulge, a.y, b.x - bulge, b.y, b.x, b.y];
  }
  const half = (b.x - a.x) * 0.5;
  return [a.x, a.y, a.x + half, a.y, b.x - half, b.y, b.x, b.y];
}
function pathOf([x0, y0, x1, y1, x2, y2, x3, y3]) { return `M${round(x0)} ${round(y0)}C${round(x1)} ${round(y1)} ${round(x2)} ${round(y2)} ${round(x3)} ${round(y3)}`; }
function round(value) { return Math.round(value * 10) / 10; }
function styleOf(edge, lit, tint) {
  if (edge.kind === "contradicts") return { stroke: tint.alarm, width: 2.4, dash: [], z: 3 };
  if (["completes", "variantOf", "supports", "sameAs"].includes(edge.kind)) return { stroke: tint.strong, width: 1.5, dash: [], z: 2 };
  if (edge.kind === "similarTo" || edge.kind === "inferredSameAs") return { stroke: tint.strong, width: 1.2, dash: [2, 4], z: 2 };
  if (edge.kind === "about") return { stroke: lit ? tint.strong : tint.edge, width: 1, dash: [4, 4], z: 0 };
  return { stroke: lit ? tint.strong : tint.edge, width: lit ? 1.7 : 1.1, dash: [], z: lit ? 1 : 0 };
}
function strokes(picked) {
  const tint = colours();
  const bundles = new Map();
  scene.marks = [];
  for (const edge of scene.edges) {
    const a = scene.at.get(edge.a.i), b = scene.at.get(edge.b.i);
    const touches = scene.lit && scene.lit.has(edge.a) && scene.lit.has(edge.b) && (!picked || edge.a === picked || edge.b === picked || edge.kind === "examines" || scene.lit.size < 9);
    const alpha = scene.lit && !touches ? 0.3 : 1;
    const style = { ...styleOf(edge, touches, tint), alpha };
    const key = `${style.stroke} ${style.width} ${style.dash} ${alpha}`;
    if (!bundles.has(key)) bundles.set(key, { ...style, path: new Path2D(), lines: [] });
    const bundle = bundles.get(key), points = (edge.points ||= curve(a, b, edge.kind));
    bundle.lines.push(points);
    bundle.path.moveTo(points[0], points[1]);
    bundle.path.bezierCurveTo(points[2], points[3], points[4], points[5], points[6], points[7]);
    if (edge.kind === "contradicts") scene.marks.push({ ...pointOn(points, 0.5), alpha });
  }
  scene.strokes = [...bundles.values()].sort((one, other) => one.z - other.z || other.lines.length - one.lines.length);
}
function pointOn([x0, y0, x1, y1, x2, y2, x3, y3], t) {
  const u = 1 - t, a = u * u * u, b = 3 * u * u * t, c = 3 * u * t * t, d = t * t * t;
  return { x: a * x0 + b * x1 + c * x2 + d * x3, y: a * y0 + b * y1 + c * y2 + d * y3 };
}
function edgeNear(x, y, reach) {
  let best = null, least = reach;
  for (const edge of scene.edges) {
    const points = edge.points;
    for (let t = 0; t <= 1; t += 0.05) {
      const spot = pointOn(points, t);
      const far = Math.hypot(spot.x - x, spot.y - y);
      if (far < least) { least = far; best = edge; }
    }
  }
  return best;
}
function paintEdges(ctx) {
  ctx.save();
  ctx.lineCap = "round";
  for (const bundle of scene.strokes) {
    ctx.globalAlpha = bundle.alpha;
    ctx.strokeStyle = bundle.stroke;
    ctx.lineWidth = bundle.width;
    ctx.setLineDash(bundle.dash);
    ctx.stroke(bundle.path);
  }
  ctx.restore();
}
function inkOf(node) {
  const hollow = Boolean(node.flags & FLAG.UNVERIFIED);
  return { hollow, ring: Boolean(node.flags & FLAG.DIFFER), rim: rimOf(node.look), body: fillOf(node.look) };
}
function paintNode(ctx, entry, tint, scale) {
  const { node, x, y, r } = entry, ink = inkOf(node), chosen = state.selected >= 0 && node === groupOf(nodes[state.selected]);
  ctx.save();
  ctx.translate(x, y);
  if (entry.alpha < 1 || ink.hollow) {
    // Whatever runs underneath must not show through a faded or hollow shape.
    ctx.save(); ctx.scale(r, r); ctx.fillStyle = tint.paper; ctx.fill(PATHS[node.look.shape]); ctx.restore();
  }
  ctx.globalAlpha = entry.alpha;
  if (chosen) { ctx.beginPath(); ctx.arc(0, 0, r + 7, 0, 7); ctx.fillStyle = tint.accent; ctx.globalAlpha = 0.25; ctx.fill(); ctx.globalAlpha = 1; ctx.lineWidth = 2; ctx.strokeStyle = tint.accent; ctx.stroke(); }
  ctx.save();
  ctx.scale(r, r);
  if (!ink.hollow) { ctx.fillStyle = ink.body; ctx.fill(PATHS[node.look.shape]); }
  ctx.lineWidth = (ink.hollow ? 2.2 : 1.2) / r;
  ctx.strokeStyle = ink.rim;
  ctx.stroke(PATHS[node.look.shape]);
  ctx.restore();
  if (ink.ring || (scene.grouped && (groupStats.get(node.i) || {}).differ)) {
    ctx.beginPath(); ctx.setLineDash([4, 2.6]); ctx.lineWidth = 2; ctx.strokeStyle = tint.alarm; ctx.arc(0, 0, r + 3.6, 0, 7); ctx.stroke(); ctx.setLineDash([]);
  }
  const inside = insideOf(node);
  if (insideFits(entry, scale)) {
    ctx.font = `600 ${11 / scale}px ${tint.sans}`;
    ctx.textAlign = "center"; ctx.textBaseline = "middle";
    ctx.fillStyle = insideInk(node, ink, tint);
    ctx.fillText(inside, 0, 0.5 / scale);
  }
  ctx.restore();
}
function insideOf(node) {
  if (scene.grouped) return "";
  if (node.kind === "Report") return node.tag;
  return node.kind === "Claim" && node.reports.length > 1 ? String(node.reports.length) : "";
}
function insideFits({ node, r }, scale) { return insideOf(node) !== "" && r * scale >= 3.2 * insideOf(node).length && r * scale >= 7; }
function insideInk(node, ink, tint) {
  if (ink.hollow) return tint.ink;
  return dark.matches ? "#101216" : "#ffffff";
}
function paintMarks(ctx, tint, scale) {
  const many = scene.marks.length > 12;
  for (const mark of scene.marks) {
    ctx.save();
    ctx.globalAlpha = mark.alpha;
    ctx.translate(mark.x, mark.y);
    ctx.beginPath(); ctx.arc(0, 0, (many ? 3.5 : 8) / scale, 0, 7); ctx.fillStyle = tint.alarm; ctx.fill();
    if (many) { ctx.restore(); continue; }
    ctx.font = `700 ${12 / scale}px ${tint.sans}`; ctx.textAlign = "center"; ctx.textBaseline = "middle"; ctx.fillStyle = tint.paper;
    ctx.fillText("≠", 0, 0.5 / scale);
    ctx.restore();
  }
}
