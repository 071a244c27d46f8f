// Labels: placed by need, never over another label or a shape, whole or not at all, never under 11 pixels.
const ruler = document.createElement("canvas").getContext("2d");
// The same advances at every size: without it a label measured at 12 px is wider when drawn scaled.
ruler.textRendering = "geometricPrecision";
const widths = new Map();
let placed = { key: "", labels: [] };
const LINE = 14;

function widthOf(text, font) {
  const key = `${font}\n${text}`;
  if (!widths.has(key)) {
    if (widths.size > 20000) widths.clear();
    ruler.font = font;
    widths.set(key, ruler.measureText(text).width);
  }
  return widths.get(key);
}
const fits = new Map();
function fitted(text, room, font) {
  const key = `${Math.floor(room)} ${font}\n${text}`;
  if (!fits.has(key)) {
    if (fits.size > 20000) fits.clear();
    fits.set(key, cutTo(text, Math.floor(room), font));
  }
  return fits.get(key);
}
function cutTo(text, room, font) {
  if (widthOf(text, font) <= room) return text;
  let low = 0, high = Math.min(text.length, Math.ceil(room / 4));
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (widthOf(`${text.slice(0, middle).trimEnd()}…`, font) <= room) low = middle; else high = middle - 1;
  }
  return low < 7 ? "" : `${text.slice(0, low).trimEnd()}…`;
}
function fontOf(node, sans, scene) {
  if (scene.grouped) return `500 12px ${sans}`;
  if (isExamined(node)) return `600 14px ${sans}`;
  return node.i === state.selected ? `600 12px ${sans}` : `400 12px ${sans}`;
}
// Where a label may stand: first the side where the layout left room for it.
function sides(entry) {
  const node = entry.node;
  if (scene.grouped) return ["right"];
  if (node.kind === "Question" || (node.kind === "Paper" && !isExamined(node))) return ["left", "below"];
  if (node.kind === "Report") return ["below", "above", "left"];
  return isExamined(node) ? ["right", "over"] : ["right"];
}
// From far away only the papers are named, even across shapes; nearer, no label lies on a shape.
const FAR = 0.34;
function spot(entry, side, wide, scale) {
  const x = entry.x * scale, y = entry.y * scale, far = entry.r * scale + 6;
  if (side === "right") return { x: x + far, y: y - LINE / 2, align: "left", at: x + far };
  if (side === "left") return { x: x - far - wide, y: y - LINE / 2, align: "right", at: x - far };
  if (side === "over") return { x: x - entry.r * scale, y: y - far - LINE + 2, align: "left", at: x - entry.r * scale };
  const top = side === "below" ? y + far - 4 : y - far - LINE + 4;
  return { x: x - wide / 2, y: top, align: "center", at: x };
}
// Boxes by grid cell, so that a label is only compared with what stands near it.
class Taken {
  constructor() { this.cells = new Map(); }
  add(box) {
    for (let cx = Math.floor(box.x / 90); cx * 90 <= box.x + box.w; cx++) {
      for (let cy = Math.floor(box.y / 40); cy * 40 <= box.y + box.h; cy++) {
        const cell = this.cells.get(cx * 65536 + cy);
        if (cell) cell.push(box); else this.cells.set(cx * 65536 + cy, [box]);
      }
    }
  }
  free(box) {
    for (let cx = Math.floor(box.x / 90); cx * 90 <= box.x + box.w; cx++) {
      for (let cy = Math.floor(box.y / 40); cy * 40 <= box.y + box.h; cy++) {
        for (const other of this.cells.get(cx * 65536 + cy) || []) {
          if (other.owner !== box.owner && box.x < other.x + other.w && other.x < box.x + box.w && box.y < other.y + other.h && other.y < box.y + box.h) return false;
        }
      }
    }
    return true;
  }
}
function first(entry, scale) {
  const node = entry.node;
  if (node.i === state.selected) return -2;
  if (isExamined(node)) return -1;
  // A report is only told by its tag, so that comes before the long labels where it does not fit inside.
  return node.kind === "Report" ? (insideFits(entry, scale) ? 1.5 : -0.5) : urgency(node);
}
function labels(scale) {
  const key = `${scene.version},${scale}`;
  if (placed.key === key) return placed.labels;
  const sans = colours().sans, taken = new Taken(), found = [];
  const far = scale < FAR && !scene.grouped;
  for (const entry of far ? [] : scene.list) {
    taken.add({ x: (entry.x - entry.r) * scale, y: (entry.y - 0.75 * entry.r) * scale, w: 2 * entry.r * scale, h: 1.5 * entry.r * scale, owner: entry });
  }
  // In a crowd the faded nodes stay without labels.
  const named = (entry) => (far ? isExamined(entry.node) || entry.node.i === state.selected : entry.alpha === 1 || scene.list.length < 400);
  const order = scene.list.filter(named).sort((a, b) => b.alpha - a.alpha || first(a, scale) - first(b, scale) || a.y - b.y || a.x - b.x);
  for (const entry of far ? [] : order) {
    const digit = digitBeside(entry, scale, sans, taken);
    if (digit) { taken.add(digit.box); found.push(digit); }
  }
  for (const entry of order) {
    const label = place(entry, scale, sans, taken);
    if (label) { taken.add(label.box); found.push(label); }
  }
  placed = { key, labels: found };
  return found;
}
function place(entry, scale, sans, taken) {
  const font = fontOf(entry.node, sans, scene), tag = entry.node.tag && !insideFits(entry, scale) ? `${entry.node.tag} · ` : "", whole = tag + (entry.node.label ||= labelOf(entry.node).replace(/\s+/g, " ").trim());
  const second = scene.grouped ? groupLine(entry.node) : "", wideSecond = second ? widthOf(second, `400 12px ${sans}`) : 0;
  const rooms = scale < FAR && !scene.grouped ? [200, 130, 90] : scene.grouped ? [300, Math.max(150, wideSecond), 110] : isExamined(entry.node) ? [620, 420, 260, 150] : [390, 300, 236, 170, 110];
  for (const side of sides(entry)) {
    const texts = tag ? [whole, entry.node.tag] : rooms.map((room) => fitted(whole, room, font));
    for (const text of new Set(texts)) {
      if (!text) continue;
      const wide = Math.max(widthOf(text, font), wideSecond), { x, y, align, at } = spot(entry, side, wide, scale);
      const tall = scene.grouped ? 2 * LINE : LINE;
      const box = { x: x - 2, y: y - (scene.grouped ? LINE / 2 : 0), w: wide + 4, h: tall, owner: entry };
      if (taken.free(box)) return { entry, text, second, font, align, x: at / scale, y: (box.y + LINE / 2) / scale, box };
    }
  }
  return null;
}
// How many reports print a claim, left of a disc too small to hold the digit.
function digitBeside(entry, scale, sans, taken) {
  const { node, r } = entry, text = insideOf(node);
  if (node.kind !== "Claim" || !text || insideFits(entry, scale)) return null;
  const font = `600 11px ${sans}`, wide = widthOf(text, font), ring = node.i === state.selected ? 8 : node.flags & FLAG.DIFFER ? 5 : 0;
  const at = (entry.x - r - ring) * scale - 3, y = entry.y * scale;
  const box = { x: at - wide, y: y - 6, w: wide, h: 12, owner: entry };
  return taken.free(box) ? { entry, text, second: "", font, align: "right", x: at / scale, y: entry.y, box } : null;
}
// A label at the edge of the pane is shortened to fit, not cut through.
function inPane(label, pane, text, font) {
  const { box } = label;
  if (box.y < pane.top || box.y + box.h > pane.bottom) return "";
  const over = Math.max(box.x + box.w - pane.right, pane.left - box.x, 0);
  if (!over) return text;
  if (label.align === "center" || (label.align === "left" ? box.x < pane.left : box.x + box.w > pane.right)) return "";
  return fitted(text, box.w - over - 8, font);
}
function groupLine(node) {
  const stats = groupStats.get(node.i) || { claims: 0, differ: 0, unverified: 0 };
  const needs = stats.differ ? `${stats.differ} in conflict` : stats.unverified ? `${stats.unverified} not verified` : "";
  return [plural(stats.claims, "claim"), plural(into(node, "examines").length, "report"), needs].filter(Boolean).join(" · ");
}
// Where words just painted are on the screen, and how high their letters are.
function onScreen(ctx, label, words, y) {
  const { a, e, f } = ctx.getTransform(), unit = a / devicePixelRatio, ink = ctx.measureText(words);
  const side = { left: 0, center: 0.5, right: 1 }[label.align];
  const [x, top, w, h, size] = [(label.x - side * ink.width) * unit + e / devicePixelRatio, (y - ink.actualBoundingBoxAscent) * unit + f / devicePixelRatio,
    ink.width * unit, (ink.actualBoundingBoxAscent + ink.actualBoundingBoxDescent) * unit, parseFloat(/([\d.]+)px/.exec(ctx.font)[1]) * unit].map(round);
  return { node: label.entry.node.i, text: words, x, y: top, w, h, size };
}
function paintLabels(ctx, scale, pane, painted = null) {
  const tint = colours();
  ctx.save();
  ctx.textBaseline = "middle";
  ctx.textRendering = "geometricPrecision";
  ctx.lineJoin = "round";
  ctx.lineWidth = 4 / scale;
  ctx.strokeStyle = tint.paper;
  for (const label of labels(scale)) {
    const words = pane ? inPane(label, pane, label.text, label.font) : label.text;
    if (!words) continue;
    ctx.textAlign = label.align;
    ctx.font = label.font.replace(/(\d+)px/, (_, size) => `${size / scale}px`);
    ctx.globalAlpha = label.entry.alpha < 1 ? 0.42 : 1;
    ctx.strokeText(words, label.x, label.y);
    ctx.fillStyle = label.entry.node.kind === "Report" || (label.entry.node.kind === "Paper" && !isExamined(label.entry.node)) ? tint.soft : tint.ink;
    ctx.fillText(words, label.x, label.y);
    if (painted) painted.push(onScreen(ctx, label, words, label.y));
    if (!label.second) continue;
    ctx.font = `400 ${12 / scale}px ${tint.sans}`;
    ctx.fillStyle = tint.soft;
    const second = pane ? inPane(label, pane, label.second, `400 12px ${tint.sans}`) : label.second;
    ctx.strokeText(second, label.x, label.y + LINE / scale);
    ctx.fillText(second, label.x, label.y + LINE / scale);
    if (painted && second) painted.push(onScreen(ctx, label, second, label.y + LINE / scale));
  }
  ctx.restore();
}
