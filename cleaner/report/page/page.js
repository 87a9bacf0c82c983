"use strict";
// The texts lie in the page as JSON, one block for each file, read when it is needed; rows are drawn in chunks, near
// the window only, so that a thousand files open as fast as one.
const $ = (id) => document.getElementById(id);
const read = (id) => JSON.parse($(id).textContent);
const S = read("summary"), CHUNK = 40, KEPT = 2500;
const NARROW = ["", "num", "num hide-narrow", "num hide-narrow", "num"]; // of the columns: what a narrow window leaves out
const CLASSES = S.classes, RULES = S.rules, FILES = S.files;
const loaded = new Map(), rejected = new Map(), hidden = new Set();
let current = null, query = "", unsaved = false, moved = 0;

function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) if (value !== null) node.setAttribute(name, value);
  node.append(...children);
  return node;
}
function file(f) {
  if (!loaded.has(f)) loaded.set(f, read("file-" + f));
  return loaded.get(f);
}
// An edit: [start, end, before, after, rule, other rules, line, is a hint]
const rule = (edit) => RULES[edit[4]];
const count = (n, thing) => `${n.toLocaleString("en")} ${thing}${n === 1 ? "" : "s"}`;
const spelled = (text) => text.replace(/[\n\r]/g, "⏎").replace(/[^\S ]|[\p{Cc}\p{Cf}]/gu, (c) =>
  c === "\u00a0" ? "⍽" : `<U+${c.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}>`);

// --- what the head tells

function bars(id, rows) {
  const most = Math.max(1, ...rows.map((row) => row.n));
  for (const { label, n, colour } of rows) {
    const bar = make("span", { class: "bar" });
    bar.style.width = (100 * n) / most + "%";
    if (colour) bar.style.background = colour;
    $(id).append(label, bar, make("span", { class: "n" }, n.toLocaleString("en")));
  }
  if (!rows.length) $(id).append("Nothing was repaired.");
}
function tallies() {
  const byClass = new Map(), byPass = new Map();
  for (const f of FILES) for (const [r, n] of f.counts) {
    if (RULES[r].level === "hint") continue;
    byClass.set(RULES[r].cls, (byClass.get(RULES[r].cls) || 0) + n);
    const pass = RULES[r].id.split("/")[0];
    byPass.set(pass, (byPass.get(pass) || 0) + n);
  }
  return [byClass, byPass].map((map) => [...map].sort((a, b) => b[1] - a[1]));
}
function key(cls) {
  const node = make("span", { class: "key", title: CLASSES[cls] }, cls);
  node.style.background = `color-mix(in srgb, var(--${cls}), #000 35%)`;
  return node;
}
// A row for each file, and one for all of them: a dot where it was, a square where it is.
function plot(measure) {
  const damage = measure === S.measures[0], far = (row) => (damage ? row.was : Math.abs(row.is - row.was));
  const named = FILES.map((f, n) => ({ path: f.path, was: measure.before[n], is: measure.after[n] })).filter((row) => row.was !== null);
  const rows = named.sort((a, b) => far(b) - far(a)).slice(0, 24), left = named.length - rows.length;
  if (measure.whole && named.length > 1) rows.unshift({ path: "all files", was: measure.whole[0], is: measure.whole[1], whole: true });
  const values = rows.flatMap((row) => [row.was, row.is]), high = 18 * rows.length + 44, digits = damage ? 2 : 1;
  const low = damage ? 0 : Math.min(...values), most = damage ? Math.max(1e-9, ...values) : Math.max(...values);
  const svg = (tag, attributes, text = "") => {
    const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
    node.textContent = text;
    return node;
  };
  const x = (value) => 138 + (184 * (value - low)) / (most - low || 1);
  const root = svg("svg", { class: "plot", viewBox: `0 0 340 ${high}`, role: "img" });
  root.append(svg("title", {}, `${measure.label}, before and after, of each file`));
  for (const value of new Set([low, most])) {
    root.append(svg("line", { class: "axis", x1: x(value), x2: x(value), y1: 0, y2: high - 40 }),
      svg("text", { x: x(value), y: high - 26, "text-anchor": "middle" }, value.toFixed(digits)));
  }
  rows.forEach((row, n) => {
    const y = 18 * n + 10, name = row.path.split(/[\\/]/).pop();
    const label = svg("text", { class: row.whole ? "whole" : "", x: 126, y: y + 4, "text-anchor": "end" }, name.length > 16 ? name.slice(0, 15) + "…" : name);
    const dots = svg("g", {});
    dots.append(svg("title", {}, `${row.path}: ${row.was.toFixed(2)} → ${row.is.toFixed(2)}`),
      svg("line", { class: "way", x1: x(row.was), x2: x(row.is), y1: y, y2: y }),
      svg("circle", { class: "was", cx: x(row.was), cy: y, r: 4.5 }),
      svg("rect", { class: "is", x: x(row.is) - 4, y: y - 4, width: 8, height: 8 }));
    root.append(label, dots);
  });
  root.append(svg("circle", { class: "was", cx: 143, cy: high - 9, r: 4.5 }), svg("text", { x: 151, y: high - 5 }, "before"),
    svg("rect", { class: "is", x: 199, y: high - 13, width: 8, height: 8 }), svg("text", { x: 211, y: high - 5 }, "after"));
  const more = left ? ` ${count(left, "file")} more, ${damage ? "less damaged" : "changed less"}.` : "";
  return [root, make("p", { class: "note" }, `${measure.label}: ${measure.meaning}.${more}`)];
}
function head() {
  const edits = FILES.reduce((sum, f) => sum + f.edits, 0), hints = FILES.reduce((sum, f) => sum + f.hints, 0);
  const words = FILES.reduce((sum, f) => sum + f.words, 0), changed = FILES.filter((f) => f.edits).length;
  $("lead").textContent = `${count(edits, "repair")} in ${changed.toLocaleString("en")} of ${count(FILES.length, "file")}, ` +
    `${count(words, "word")}; ${count(hints, "hint")}.`;
  const [byClass, byPass] = tallies();
  bars("by-class", byClass.map(([cls, n]) => ({ label: make("span", {}, key(cls), " ", CLASSES[cls]), n, colour: `var(--${cls})` })));
  bars("by-pass", byPass.map(([pass, n]) => ({ label: pass, n })));
  const shown = make("div"), picks = S.measures.map((m, n) => make("button", { type: "button", "data-measure": n }, m.label));
  const pick = (n) => {
    shown.replaceChildren(...plot(S.measures[n]));
    for (const button of picks) button.setAttribute("aria-pressed", button === picks[n]);
  };
  for (const [n, button] of picks.entries()) button.addEventListener("click", () => pick(n));
  if (picks.length > 1) $("plot").append(make("span", { class: "group", role: "group", "aria-label": "Measure" }, ...picks));
  $("plot").append(shown);
  if (S.unmeasured) $("plot").append(make("p", { class: "note" }, S.unmeasured + "."));
  pick(0);
  const table = make("table", { class: "files" }, make("thead", {}, make("tr", {},
    ...["File", "Repairs", "Hints", "Words", "Damage"].map((name, n) => make("th", { scope: "col", class: NARROW[n] }, name)))));
  const body = make("tbody"), order = FILES.map((_, f) => f).sort((a, b) => FILES[b].before - FILES[a].before);
  for (const f of order) body.append(make("tr", {}, make("td", {}, make("a", { href: "#file-" + f + "-text" }, FILES[f].path)),
    ...[FILES[f].edits, FILES[f].hints, FILES[f].words].map((n, at) => make("td", { class: NARROW[at + 1] }, n.toLocaleString("en"))),
    make("td", { class: "num" }, `${FILES[f].before.toFixed(2)} → ${FILES[f].after.toFixed(2)}`)));
  table.append(body);
  $("files").append(table);
  for (const cls of new Set(FILES.flatMap((f) => f.counts.map(([r]) => RULES[r].cls)))) {
    const button = make("button", { type: "button", "aria-pressed": "true", "aria-label": `${cls}: ${CLASSES[cls]}` }, key(cls));
    button.addEventListener("click", () => {
      const shown = hidden.delete(cls) || !hidden.add(cls);
      button.setAttribute("aria-pressed", shown);
      refresh();
    });
    $("classes").append(button);
  }
  for (const [n, entry] of RULES.entries()) $("rule").append(make("option", { value: n }, entry.id));
}

// --- which edits are asked for

const asks = (r) => !hidden.has(RULES[r].cls) && ($("rule").value === "" || +$("rule").value === r) &&
  ($("level").value === "" || RULES[r].level === $("level").value);
function fits(edit, f) {
  if (!asks(edit[4])) return false;
  return !query || [edit[2], edit[3], rule(edit).id, FILES[f].path].some((text) => text.toLowerCase().includes(query));
}
function matches(f) {
  if (!query) { const n = FILES[f].counts.reduce((sum, [r, n]) => sum + (asks(r) ? n : 0), 0); if (!n || !loaded.has(f)) return { n }; }
  const found = file(f).edits.map((edit, k) => (fits(edit, f) ? k : -1)).filter((k) => k >= 0);
  return { n: found.length, found };
}
function step(by) {
  let [f, k] = current || [by > 0 ? 0 : FILES.length - 1, by > 0 ? -1 : Infinity];
  for (let seen = 0; seen <= FILES.length; seen++) {
    if (matches(f).n) {
      file(f);
      const found = matches(f).found;
      const next = by > 0 ? found.find((n) => n > k) : found.findLast((n) => n < k);
      if (next !== undefined) return go(f, next);
    }
    f = (f + by + FILES.length) % FILES.length;
    k = by > 0 ? -1 : Infinity;
  }
}
function place() {
  let all = 0, at = 0;
  FILES.forEach((_, f) => {
    const { n, found } = matches(f);
    if (current && f < current[0]) at += n;
    if (current && f === current[0]) at += (found || []).filter((k) => k <= current[1]).length;
    all += n;
  });
  $("at").textContent = current && all ? `${at} of ${all}` : count(all, "edit");
  $("prev").disabled = $("next").disabled = !all;
}

// --- the texts

const watcher = new IntersectionObserver((entries) => {
  for (const { target, isIntersecting } of entries) isIntersecting ? draw(target) : drop(target);
}, { rootMargin: KEPT + "px" });

function frame() {
  FILES.forEach((f, n) => {
    const text = make("div", { class: "text" });
    for (let first = 0; first < f.rows; first += CHUNK) {
      const chunk = make("div", { class: "chunk", "data-file": n, "data-first": first });
      chunk.style.minHeight = Math.min(CHUNK, f.rows - first) * Math.max(27, (27 * f.size) / f.rows / 75) + "px";
      text.append(chunk);
      watcher.observe(chunk);
    }
    const done = [f.edits ? count(f.edits, "repair") : "nothing to repair", f.hints ? count(f.hints, "hint") : null].filter(Boolean).join(", ");
    $("main").append(make("section", { class: "file", id: `file-${n}-text` }, make("h2", {}, f.path, " ", make("small", {}, done)), text));
  });
}
function draw(chunk) {
  if (chunk.childNodes.length) return;
  const f = +chunk.dataset.file, first = +chunk.dataset.first, { rows, edits } = file(f);
  for (const [number, parts] of rows.slice(first, first + CHUNK)) {
    const line = make("span", { class: "ln" });
    for (const part of parts) line.append(typeof part === "string" ? part : show(f, part, edits[part]));
    chunk.append(make("div", { class: "row" }, make("span", { class: "no", "aria-hidden": "true" }, number), line));
  }
  chunk.style.minHeight = "";
}
function drop(chunk) {
  if (!chunk.childNodes.length || chunk.contains(document.activeElement)) return;
  chunk.style.minHeight = chunk.getBoundingClientRect().height + "px";
  chunk.replaceChildren();
}
function show(f, k, edit) {
  const [, , before, after, , , , hint] = edit, { id, cls } = rule(edit);
  const marks = (tag, text) => make(tag, {}, ...text.split(/(\n+)/).map((piece) =>
    piece.startsWith("\n") ? make("span", { class: "nl" }, "¶".repeat(piece.length)) : piece));
  const node = make("span", { class: "edit", id: `e-${f}-${k}`, tabindex: 0, role: "button", "data-file": f, "data-edit": k,
    "aria-label": `${hint ? "hint" : "repair"} ${id}: ${spelled(before) || "nothing"} becomes ${spelled(after) || "nothing"}` });
  if (before) node.append(marks("del", before));
  if (after) node.append(marks("ins", after));
  node.style.setProperty("--cls", `var(--${cls})`);
  dress(node, f, k, edit);
  return node;
}
function dress(node, f, k, edit) {
  node.classList.toggle("hint", edit[7]);
  node.classList.toggle("quiet", !fits(edit, f));
  node.classList.toggle("rejected", isRejected(f, k));
  node.classList.toggle("current", current !== null && current[0] === f && current[1] === k);
}
function refresh() {
  for (const node of document.querySelectorAll(".edit")) {
    const f = +node.dataset.file, k = +node.dataset.edit;
    dress(node, f, k, file(f).edits[k]);
  }
  place();
}
function go(f, k, focus = true) {
  const edit = file(f).edits[k];
  if (!edit) return;
  current = [f, k];
  const row = file(f).rows.findIndex(([, parts]) => parts.includes(k));
  const chunk = document.querySelectorAll(`.chunk[data-file="${f}"]`)[Math.floor(row / CHUNK)];
  draw(chunk);
  refresh();
  const node = $(`e-${f}-${k}`);
  moved = performance.now();
  node.scrollIntoView({ block: "center", behavior: "instant" });
  if (focus) node.focus({ preventScroll: true });
  history.replaceState(null, "", `#e-${f}-${k}`);
  tell(node);
}

// --- one edit, and what the reader decides on it

const isRejected = (f, k) => rejected.has(f) && rejected.get(f).has(k);
function tell(node) {
  const f = +node.dataset.file, k = +node.dataset.edit, edit = file(f).edits[k], { id, cls, level, why } = rule(edit);
  const reject = make("button", { type: "button", "aria-pressed": isRejected(f, k) }, isRejected(f, k) ? "Take back" : "Reject (r)");
  reject.addEventListener("click", () => decide(f, k));
  const link = make("a", { href: `#e-${f}-${k}` }, `line ${edit[6]}`);
  const others = edit[5].map((r) => RULES[r].id).join(", ");
  $("card").replaceChildren(
    make("div", {}, key(cls), " ", make("strong", {}, id), ` · ${CLASSES[cls]} · ${level} · `, link),
    make("p", {}, make("code", {}, spelled(edit[2]) || "∅"), " → ", make("code", {}, spelled(edit[3]) || "∅")),
    make("p", {}, why + (others ? ` Also: ${others}.` : "")),
    make("div", { class: "acts" }, edit[7] ? "A hint: not applied." : reject));
  $("card").hidden = false;
  const box = node.getClientRects()[0] || node.getBoundingClientRect(), card = $("card").getBoundingClientRect();
  const below = box.bottom + 10 + card.height < innerHeight;
  $("card").style.top = Math.max(8, below ? box.bottom + 10 : box.top - card.height - 10) + "px";
  $("card").style.left = Math.max(8, Math.min(box.left, innerWidth - card.width - 16)) + "px";
}
const hush = () => { $("card").hidden = true; };
function decide(f, k) {
  if (file(f).edits[k][7]) return;
  if (!rejected.has(f)) rejected.set(f, new Set());
  rejected.get(f).delete(k) || rejected.get(f).add(k);
  unsaved = true;
  const total = [...rejected.values()].reduce((sum, set) => sum + set.size, 0);
  $("save").textContent = total ? `Save decisions (${total} rejected)` : "Save decisions";
  refresh();
  const node = $(`e-${f}-${k}`);
  if (node && !$("card").hidden) tell(node);
}
function save() {
  const files = [...rejected].filter(([, set]) => set.size).map(([f, set]) => ({
    path: FILES[f].path, sha256: FILES[f].sha256,
    rejected: [...set].sort((a, b) => a - b).map((k) => file(f).edits[k]).map(([start, end, before, after, r]) =>
      ({ start, end, before, after, rule: RULES[r].id })),
  }));
  const blob = new Blob([JSON.stringify({ version: 1, files }, null, 1) + "\n"], { type: "application/json" });
  const link = make("a", { href: URL.createObjectURL(blob), download: "decisions.json" });
  link.click();
  URL.revokeObjectURL(link.href);
  unsaved = false;
}

// --- keys, clicks, links

function view(name) {
  document.body.className = name;
  for (const button of document.querySelectorAll("[data-view]")) button.setAttribute("aria-pressed", button.dataset.view === name);
  hush();
}
function follow() {
  const [, f, k] = location.hash.match(/^#e-(\d+)-(\d+)$/) || [];
  if (f !== undefined && FILES[f]) go(+f, +k);
}
const KEYS = { n: () => step(1), p: () => step(-1), r: () => current && decide(...current), 1: () => view("before"), 2: () => view("both"),
  3: () => view("after"), "/": () => $("search").focus(), Escape: hush };

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") { hush(); document.activeElement.blur(); return; }
  if (event.ctrlKey || event.metaKey || event.altKey || /INPUT|SELECT/.test(event.target.tagName)) return;
  if ((event.key === "Enter" || event.key === " ") && event.target.classList.contains("edit")) {
    event.preventDefault();
    go(+event.target.dataset.file, +event.target.dataset.edit);
  } else if (KEYS[event.key]) { event.preventDefault(); KEYS[event.key](); }
});
$("main").addEventListener("click", ({ target }) => {
  const node = target.closest(".edit");
  if (node) go(+node.dataset.file, +node.dataset.edit, false); else hush();
});
for (const name of ["pointerover", "focusin"]) $("main").addEventListener(name, ({ target }) => {
  const node = target.closest(".edit");
  if (node && !node.classList.contains("quiet")) tell(node);
});
$("next").addEventListener("click", () => step(1));
$("prev").addEventListener("click", () => step(-1));
$("save").addEventListener("click", save);
for (const id of ["rule", "level"]) $(id).addEventListener("change", refresh);
$("search").addEventListener("input", ({ target }) => { query = target.value.toLowerCase(); refresh(); });
for (const button of document.querySelectorAll("[data-view]")) button.addEventListener("click", () => view(button.dataset.view));
$("theme").addEventListener("click", () => {
  const dark = matchMedia("(prefers-color-scheme: dark)").matches, root = document.documentElement;
  root.dataset.theme = (root.dataset.theme || (dark ? "dark" : "light")) === "dark" ? "light" : "dark";
});
addEventListener("scroll", () => { // by hand, not by the jump to an edit
  if (performance.now() - moved > 300 && !$("card").contains(document.activeElement)) hush();
}, { passive: true });
addEventListener("beforeunload", (event) => { if (unsaved) event.preventDefault(); });
addEventListener("hashchange", follow);
new ResizeObserver(([{ target }]) => document.documentElement.style.setProperty("--bar", target.offsetHeight + "px")).observe(document.querySelector("nav.bar"));

head();
frame();
view("both");
place();
follow();
