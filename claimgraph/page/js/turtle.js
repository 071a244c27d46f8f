// Triples of a few nodes, as the graph itself states them; only what the page holds, never anything new.
const PREFIXES = {
  cg: "https://w3id.org/claimgraph/ns#", cito: "http://purl.org/spar/cito/", dcterms: "http://purl.org/dc/terms/", fabio: "http://purl.org/spar/fabio/",
  schema: "https://schema.org/", skos: "http://www.w3.org/2004/02/skos/core#", xsd: "http://www.w3.org/2001/XMLSchema#",
};
function fullId(node) { return idOf(node.id); }
function idOf(local) { return /^[a-z][a-z0-9+.-]*:/i.test(local) ? local : DATA.base + local; }
function iri(address) { return `<${address.replace(/[\u0000-\u0020<>"{}|^`\\]/g, (sign) => encodeURIComponent(sign) === sign ? "" : encodeURIComponent(sign))}>`; }
function text(value) {
  const escaped = value.replace(/[\\"\n\r\t\u0000-\u001f\u007f]/g, (sign) => ({ "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t" }[sign] || `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`));
  return `"${escaped}"`;
}
// As the graph writes it: digits and a point.
function decimal(told) { return told.includes(".") ? told : `${told}.0`; }
function rowId(each) {
  const tail = fullId(each.report).split("-").pop();
  return each.key.includes("/") || each.key.includes(":") ? idOf(each.key) : `${DATA.base}assertion/${tail}-${each.row}-${each.key}`;
}
function triples(node) {
  const facts = [];
  const say = (predicate, object) => facts.push([predicate, object]);
  const say_to = (predicate, list) => list.forEach((other) => say(predicate, iri(fullId(other))));
  say("a", CONCEPTS.has(node.kind) ? "skos:Concept" : `cg:${node.kind}`);
  if (node.kind === "Claim") {
    say("schema:text", text(node.text));
    say("cg:truncated", String(Boolean(node.flags & FLAG.CUT)));
    if (nodes[node.scope]) say("cg:scope", iri(fullId(nodes[node.scope])));
    say_to("cg:about", about(node));
    for (const link of node.links || []) {
      const sym = link.kind === "contradicts" || link.kind === "variantOf" || link.kind === "similarTo";
      if (!link.denied && (link.a === node || sym)) say(`cg:${link.kind}`, iri(fullId(link.a === node ? link.b : link.a)));
    }
  } else if (node.kind === "Report") {
    say("dcterms:title", text(node.text));
    if (/^\d{4}-\d{2}-\d{2}$/.test(node.more.d || "")) say("dcterms:issued", `"${node.more.d}"^^xsd:date`);
    say_to("cg:examines", out(node, "examines"));
    say_to("cg:asks", out(node, "asks"));
    say_to("cito:cites", out(node, "cites"));
  } else if (node.kind === "Paper") {
    if (!node.more.w) say("dcterms:title", text(node.text));
    if (node.more.a) say("fabio:hasArXivId", text(node.more.a));
  } else if (node.kind === "Question") {
    say("cg:printedText", text(node.text));
    say_to("cg:about", about(node));
  } else say("skos:prefLabel", text(node.text));
  return [[fullId(node), facts], ...(node.kind === "Claim" || node.kind === "Report" ? node.prints.map(rowTriples) : [])];
}
function rowTriples(each) {
  const facts = [["a", "cg:Assertion"], ["cg:inReport", iri(fullId(each.report))], ["cg:asserts", iri(fullId(each.claim))], ["cg:position", String(each.row)]];
  const printed = each.printed === 0 ? each.claim.text : each.printed === 1 ? each.claim.text.replaceAll("±", "$\\pm$") : each.printed;
  if (printed) facts.push(["cg:printedText", text(printed)]);
  if (each.mark >= 0) facts.push(["cg:verified", String(each.mark === 1)]);
  if (each.told !== null) facts.push(["cg:confidence", decimal(each.told)]);
  return [rowId(each), facts];
}
function turtle(list) {
  const heads = Object.entries(PREFIXES).map(([name, address]) => `@prefix ${name}: <${address}> .`);
  const blocks = new Map();
  for (const node of list) for (const [id, facts] of triples(node)) blocks.set(id, `${iri(id)} ${facts.map(([predicate, object]) => `${predicate} ${object}`).join(" ;\n    ")} .`);
  return `${heads.join("\n")}\n\n${[...blocks.values()].join("\n\n")}\n`;
}
