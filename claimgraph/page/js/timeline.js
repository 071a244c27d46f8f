// Reports by date: single reports where they fit, else bars by month; both are filters.
function renderTimeline() {
  const dated = reports.filter((report) => /^\d{4}-\d{2}-\d{2}$/.test(report.more.d || ""));
  const box = byId("timeline");
  box.hidden = dated.length < 2;
  if (box.hidden) return;
  const track = el("div", { class: "track" });
  const days = dated.map((report) => Date.parse(report.more.d) / 864e5);
  const first = Math.min(...days), last = Math.max(...days), wide = Math.max(1, last - first);
  const at = (value) => `${2 + 96 * (value - first) / wide}%`;
  dated.length <= 24 ? singles(track, dated, days, at) : bars(track, dated, days, at, first, last);
  fill(box, el("h2", {}, "Timeline"), track);
}
function singles(track, dated, days, at) {
  const stacked = new Map();
  dated.forEach((report, i) => {
    const same = stacked.get(days[i]) || 0;
    stacked.set(days[i], same + 1);
    const mark = button(report.tag, () => change({ reports: toggled(state.reports, report.i), ...escapeScope() }), {
      "aria-pressed": String(state.reports.includes(report.i)), "aria-label": `${report.tag}, ${day(report.more.d)}: filter`, onmouseenter: () => hoverText(report), onmouseleave: () => hoverText(null),
    });
    mark.style.left = `calc(${at(days[i])} + ${same * 34}px)`;
    track.append(mark);
    if (!same) { const label = el("span", {}, day(report.more.d).replace(/ \d{4}$/, "")); label.style.left = at(days[i]); track.append(label); }
  });
}
function bars(track, dated, days, at, first, last) {
  const size = last - first > 800 ? 4 : 7;
  const bins = new Map();
  for (const report of dated) { const key = report.more.d.slice(0, size); bins.set(key, (bins.get(key) || 0) + 1); }
  const most = Math.max(...bins.values()), keys = [...bins.keys()].sort();
  keys.forEach((key, i) => {
    const middle = Date.parse(size === 7 ? `${key}-15` : `${key}-07-01`) / 864e5;
    const now = state.from === key && state.to === key;
    const mark = button("", () => change(now ? { from: "", to: "" } : { from: key, to: key, ...escapeScope() }), { class: "bin", "aria-pressed": String(now), "aria-label": `${key}: ${plural(bins.get(key), "report")}, filter`, onmouseenter: () => { byId("hover").textContent = `${key}: ${plural(bins.get(key), "report")}`; }, onmouseleave: () => hoverText(null) });
    mark.style.left = at(Math.min(last, Math.max(first, middle)));
    mark.style.height = `${4 + 24 * bins.get(key) / most}px`;
    mark.style.width = `${Math.max(8, Math.min(40, 700 / keys.length))}px`;
    track.append(mark);
    if (i % Math.ceil(keys.length / 10) === 0) { const label = el("span", {}, key); label.style.left = mark.style.left; track.append(label); }
  });
}
