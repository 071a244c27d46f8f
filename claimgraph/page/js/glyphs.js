// The shapes of the kinds, as paths in a square from -1 to 1; canvas, legend and SVG draw the same ones.
const SHAPES = {
  dot: "M1 0A1 1 0 1 1 -1 0A1 1 0 1 1 1 0Z",
  square: "M-.9 -.9H.9V.9H-.9Z",
  triangle: "M0 -1.05L1.05 .85H-1.05Z",
  triangleDown: "M0 1.05L1.05 -.85H-1.05Z",
  diamond: "M0 -1.15L1.15 0L0 1.15L-1.15 0Z",
  hexagon: "M1.05 0L.52 .92H-.52L-1.05 0L-.52 -.92H.52Z",
  star: "M0 -1.15L.3 -.38L1.1 -.36L.46 .14L.7 .95L0 .5L-.7 .95L-.46 .14L-1.1 -.36L-.3 -.38Z",
  plus: "M-.38 -1H.38V-.38H1V.38H.38V1H-.38V.38H-1V-.38H-.38Z",
  pill: "M-.6 -.65H.6A.65 .65 0 0 1 .6 .65H-.6A.65 .65 0 0 1 -.6 -.65Z",
};
const PATHS = Object.fromEntries(Object.entries(SHAPES).map(([name, path]) => [name, new Path2D(path)]));
const dark = matchMedia("(prefers-color-scheme: dark)");
let palette = null;
dark.addEventListener("change", () => { palette = null; });
function colours() { return (palette ||= readColours()); }
function readColours() {
  const style = getComputedStyle(document.documentElement);
  const of = (name) => style.getPropertyValue(`--${name}`).trim();
  return { paper: of("paper"), card: of("card"), ink: of("ink"), soft: of("soft"), edge: of("edge"), strong: of("edge-strong"), alarm: of("alarm"), accent: of("accent"), sans: of("sans") };
}
function fillOf(look) { return dark.matches ? look.dark : look.fill; }
function rimOf(look) { return dark.matches ? look.dark : look.edge; }
function glyph(look, { hollow = false, ring = false } = {}) {
  const picture = svg("svg", { class: "glyph", viewBox: "-10 -10 20 20", "aria-hidden": "true" });
  const shape = svg("path", { d: SHAPES[look.shape], transform: ring ? "scale(5)" : "scale(7.5)", fill: hollow ? "none" : fillOf(look), stroke: rimOf(look), "stroke-width": hollow ? 0.26 : 0.16 });
  picture.append(shape);
  if (ring) picture.append(svg("circle", { r: 8.4, fill: "none", stroke: colours().alarm, "stroke-width": 2, "stroke-dasharray": "3.4 2" }));
  return picture;
}
function glyphOf(node) {
  return glyph(node.look, { hollow: Boolean(node.flags & FLAG.UNVERIFIED), ring: Boolean(node.flags & FLAG.DIFFER) });
}
