// The preview's page: shows what the server tells, asks for pieces of the page as it is zoomed.
"use strict";

const $ = (id) => document.getElementById(id);
const ROUND = 4 / 3; // CSS px for a point at 100 %
const LEAST = 0.15, MOST = 10; // CSS px for a point
const MARGIN = 200; // px around the view for which pieces are asked ahead

let told = null; // what is on show
let number = 1; // page on show
let zoom = { fit: "width", scale: 1 };
let picked = ""; // name of the box picked
let current = -1; // index of the finding picked
let guided = false;
const levels = { error: true, warning: true, note: false };

function made(tag, text, name) {
  const node = document.createElement(tag);
  if (text !== undefined) node.textContent = text;
  if (name) node.className = name;
  return node;
}

function page() {
  return told && (told.pages.find((one) => one.number === number) || told.pages[0]);
}

// --- the page and its pieces

function fitted() {
  const sheet = page(), view = $("view");
  const across = (view.clientWidth - 40) / sheet.width;
  const down = (view.clientHeight - 40) / sheet.height;
  if (zoom.fit === "width") return across;
  if (zoom.fit === "page") return Math.min(across, down);
  return zoom.scale;
}

function layOut() {
  const sheet = page();
  if (!sheet) return;
  zoom.scale = Math.min(MOST, Math.max(LEAST, fitted()));
  $("sheet").style.width = `${sheet.width * zoom.scale}px`;
  $("sheet").style.height = `${sheet.height * zoom.scale}px`;
  $("zoom").value = `${Math.round((100 * zoom.scale) / ROUND)}%`;
  $("width").setAttribute("aria-pressed", zoom.fit === "width");
  $("whole").setAttribute("aria-pressed", zoom.fit === "page");
  later();
}

let waiting = 0;
function later() {
  clearTimeout(waiting);
  waiting = setTimeout(pieces, 60);
}

function digest() {
  return told.digest + (guided ? "+" : "");
}

function layer(key, kind) {
  const known = [...$("layers").children].find((one) => one.dataset.key === key);
  if (known) return known;
  const fresh = made("div", undefined, `layer ${kind}`);
  fresh.dataset.key = key;
  $("layers").append(fresh);
  return fresh;
}

function pieces() {
  const sheet = page();
  if (!sheet || !told.digest) return;
  const at = `pages/${encodeURIComponent(digest())}/${sheet.number}`;
  const base = layer(`${at}/base`, "base");
  if (!base.firstChild) base.append(picture(`${at}.png`));
  // a pixel of the picture is one of the screen, or type goes soft
  const scale = Math.round(zoom.scale * (window.devicePixelRatio || 1) * 1e4) / 1e4;
  const fine = layer(`${at}/${scale}`, "fine");
  $("layers").append(fine);
  const side = told.tile / scale; // pt
  const seen = visible(sheet);
  if (seen) {
    for (let row = Math.floor(seen.top / side); row * side < seen.bottom; row++) {
      for (let column = Math.floor(seen.left / side); column * side < seen.right; column++) {
        const id = `${column}-${row}`;
        if ([...fine.children].some((one) => one.dataset.id === id)) continue;
        const tile = picture(`${at}/${scale}/${column}/${row}.png`);
        tile.dataset.id = id;
        const width = Math.min(side, sheet.width - column * side);
        const height = Math.min(side, sheet.height - row * side);
        tile.style.left = `${(100 * column * side) / sheet.width}%`;
        tile.style.top = `${(100 * row * side) / sheet.height}%`;
        tile.style.width = `${(100 * width) / sheet.width}%`;
        tile.style.height = `${(100 * height) / sheet.height}%`;
        fine.append(tile);
      }
    }
  }
  tidy(base, fine);
}

function picture(src) {
  const image = new Image();
  image.alt = "";
  image.draggable = false;
  image.addEventListener("load", () => { image.dataset.done = "yes"; swept(); });
  image.addEventListener("error", () => { image.remove(); });
  image.src = src;
  return image;
}

function visible(sheet) {
  const around = $("view").getBoundingClientRect(), own = $("sheet").getBoundingClientRect();
  const left = Math.max(around.left - MARGIN, own.left), right = Math.min(around.right + MARGIN, own.right);
  const top = Math.max(around.top - MARGIN, own.top), bottom = Math.min(around.bottom + MARGIN, own.bottom);
  if (left >= right || top >= bottom) return null;
  const per = sheet.width / own.width;
  return { left: Math.max(0, (left - own.left) * per), right: Math.min(sheet.width, (right - own.left) * per),
    top: Math.max(0, (top - own.top) * per), bottom: Math.min(sheet.height, (bottom - own.top) * per) };
}

let kept = [];
function tidy(base, fine) {
  kept = [base, fine];
  swept();
}

// Old pieces stay under the new until these have all come, so that nothing flashes.
function swept() {
  const done = kept.length && kept.every((one) => [...one.children].every((image) => image.dataset.done));
  if (!done) return;
  for (const one of [...$("layers").children]) if (!kept.includes(one)) one.remove();
  document.documentElement.dataset.drawn = told.version;
}

// --- boxes

function area(box) { return box.rect[2] * box.rect[3]; }

function faultsOf(name) {
  return told.findings.filter((one) => one.box === name && (one.page || number) === number);
}

function showBoxes() {
  const sheet = page();
  const focused = document.activeElement && document.activeElement.dataset.box;
  const nodes = sheet.boxes.map((box) => {
    const node = made("button", undefined, "box");
    node.type = "button";
    node.dataset.box = box.name;
    const [left, top, width, height] = box.rect;
    node.style.left = `${(100 * left) / sheet.width}%`;
    node.style.top = `${(100 * top) / sheet.height}%`;
    node.style.width = `${(100 * width) / sheet.width}%`;
    node.style.height = `${(100 * height) / sheet.height}%`;
    // of boxes over each other the smaller can be reached
    node.style.zIndex = String(sheet.boxes.filter((one) => area(one) > area(box)).length);
    const words = [`Box ${box.name}`, box.title, filled(box)].filter(Boolean).join(", ");
    node.setAttribute("aria-label", words);
    node.append(made("span", [box.name, box.title].filter(Boolean).join(" · ")));
    if (faultsOf(box.name).some((one) => one.level === "error")) node.classList.add("error");
    node.addEventListener("click", () => pick(box.name));
    return node;
  });
  $("boxes").replaceChildren(...nodes);
  if (focused) nodes.find((node) => node.dataset.box === focused)?.focus({ preventScroll: true });
  mark();
}

function mark() {
  for (const node of $("boxes").children) {
    const own = node.dataset.box === picked;
    node.classList.toggle("picked", own);
    node.setAttribute("aria-pressed", String(own));
  }
}

function filled(box) {
  return box.room ? `${box.lines} of ${box.room} lines` : "";
}

function pick(name) {
  picked = name;
  current = name ? current : -1;
  mark();
  showBox();
  showCurrent();
  remember();
}

function showBox() {
  const body = $("box-body"), box = picked && page()?.boxes.find((one) => one.name === picked);
  if (!box) {
    body.replaceChildren(made("p", picked ? `There is no box ${picked} on this page.` : "Click a box of the page to see its place in the spec."));
    return;
  }
  const facts = made("dl");
  const tell = (word, value, name) => { if (value) facts.append(made("dt", word), made("dd", value, name)); };
  tell("Box", box.name, "name");
  tell("Holds", [box.title, box.item && `(${box.item})`].filter(Boolean).join(" "));
  tell("Columns", box.columns.length ? String(box.columns.length) : "");
  tell("Text", filled(box));
  const parts = [facts];
  if (box.place) parts.push(placed(box.place));
  if (box.snippet.length) parts.push(snippet(box));
  if (box.place?.bundled) parts.push(made("p", "A bundled spec: write the key in your own spec to change it."));
  body.replaceChildren(...parts);
}

function placed(place) {
  const text = `${place.name}:${place.line}:${place.column}`;
  const row = made("div", undefined, "place");
  const code = made("code", text);
  code.title = `${place.file}:${place.line}:${place.column}`;
  const copy = made("button", "Copy");
  copy.type = "button";
  copy.addEventListener("click", async () => {
    await navigator.clipboard.writeText(code.title);
    copy.textContent = "Copied";
    setTimeout(() => { copy.textContent = "Copy"; }, 1500);
  });
  row.append(code, copy);
  return row;
}

function snippet(box) {
  const block = made("pre");
  const indent = box.snippet[0].match(/^ */)[0].length;
  box.snippet.forEach((line, n) => {
    const row = made("span");
    row.append(made("i", String(box.place.line + n)), line.slice(Math.min(indent, line.match(/^ */)[0].length)));
    block.append(row);
  });
  return block;
}

// --- findings

function shownFindings() {
  return told.findings.map((one, n) => [one, n]).filter(([one]) => levels[one.level]);
}

function showFindings() {
  const names = { error: "errors", warning: "warnings", note: "notes" };
  $("levels").replaceChildren(...Object.keys(levels).map((level) => {
    const button = made("button", `${told.counts[level]} ${told.counts[level] === 1 ? level : names[level]}`);
    button.type = "button";
    button.setAttribute("aria-pressed", String(levels[level]));
    button.addEventListener("click", () => { levels[level] = !levels[level]; showFindings(); });
    return button;
  }));
  const rows = shownFindings().map(([finding, n]) => {
    const row = made("li"), button = made("button");
    button.type = "button";
    button.dataset.finding = String(n);
    button.append(made("b", finding.level, finding.level), finding.message);
    const at = [finding.page && told.pages.length > 1 && `page ${finding.page}`, finding.box && `box ${finding.box}`,
      finding.place && `${finding.place.name}:${finding.place.line}`, finding.code].filter(Boolean).join(" · ");
    button.append(made("small", at));
    button.addEventListener("click", () => go(n));
    row.append(button);
    return row;
  });
  $("findings").replaceChildren(...(rows.length ? rows : [made("p", told.findings.length ? "None at these levels." : "Nothing is amiss.")]));
  showCurrent();
}

function showCurrent() {
  for (const button of $("findings").querySelectorAll("button")) {
    const own = Number(button.dataset.finding) === current;
    button.setAttribute("aria-current", String(own));
    if (own) button.scrollIntoView({ block: "nearest" });
  }
}

function boxOf(finding) {
  const boxes = told.pages.flatMap((one) => one.boxes.map((box) => ({ box, page: one.number })));
  const own = boxes.filter((one) => !finding.page || one.page === finding.page);
  return own.find((one) => finding.box && one.box.name === finding.box)
    || own.find((one) => finding.item && one.box.item === finding.item);
}

function go(n) {
  current = n;
  const found = boxOf(told.findings[n]);
  if (found) {
    if (found.page !== number) turn(found.page);
    pick(found.box.name);
    const node = [...$("boxes").children].find((one) => one.dataset.box === found.box.name);
    node?.scrollIntoView({ block: "nearest", inline: "nearest" });
  } else {
    if (told.findings[n].page) turn(told.findings[n].page);
    picked = "";
    mark();
    showBox();
  }
  showCurrent();
}

function step(by) {
  const shown = shownFindings().map(([, n]) => n);
  if (!shown.length) return;
  const at = shown.indexOf(current);
  go(shown[(at < 0 ? (by > 0 ? 0 : shown.length - 1) : at + by + shown.length) % shown.length]);
}

// --- drawings of a page that draws itself

let asked = false; // a command is under way

async function command(path) {
  return fetch(path, { method: "POST", headers: { "X-Broadsheet": "preview" } });
}

function showChoice() {
  $("drawing").hidden = !told.choice;
  const of = told.choices > 1 ? ` of ${told.choices}` : "";
  $("choice").textContent = asked ? "drawing …" : `drawing ${told.choice}${of}`;
  for (const name of ["before", "next", "save"]) $(name).disabled = asked;
}

async function choose(way) {
  if (!told.choice || asked) return;
  asked = true;
  $("saved").textContent = "";
  showChoice();
  try {
    await command(`drawing/${way}`);
  } finally {
    asked = false;
    showChoice();
  }
}

async function save() {
  if (!told.choice || asked) return;
  const answer = await command("drawing/save");
  const words = await answer.text();
  $("saved").textContent = answer.ok ? `saved: ${words.split(/[\\/]/).pop()}` : words;
  $("saved").title = words;
}

// --- pages, view, keys

function showPages() {
  $("pages").hidden = told.pages.length < 2;
  $("pages").replaceChildren(...told.pages.map((one) => {
    const button = made("button", one.label || String(one.number));
    button.type = "button";
    button.title = `Page ${one.number}`;
    if (one.number === page().number) button.setAttribute("aria-current", "page");
    button.addEventListener("click", () => turn(one.number));
    return button;
  }));
}

function turn(to) {
  if (!told || !told.pages.some((one) => one.number === to)) return;
  const other = to !== number;
  number = to;
  if (other) $("layers").replaceChildren();
  showPages();
  layOut();
  showBoxes();
  showBox();
  remember();
}

function zoomTo(scale, x, y) {
  const view = $("view"), own = $("sheet").getBoundingClientRect(), around = view.getBoundingClientRect();
  const at = { x: x ?? around.left + view.clientWidth / 2, y: y ?? around.top + view.clientHeight / 2 };
  const part = { x: (at.x - own.left) / own.width, y: (at.y - own.top) / own.height };
  zoom = { fit: "", scale: Math.min(MOST, Math.max(LEAST, scale)) };
  layOut();
  const now = $("sheet").getBoundingClientRect();
  view.scrollLeft += now.left + part.x * now.width - at.x;
  view.scrollTop += now.top + part.y * now.height - at.y;
}

function fit(how) {
  zoom.fit = how;
  layOut();
}

function toggleGuides() {
  guided = !guided;
  $("guides").setAttribute("aria-pressed", String(guided));
  later();
}

function remember() {
  const facts = new URLSearchParams({ page: String(number) });
  if (picked) facts.set("box", picked);
  history.replaceState(null, "", `#${facts}`);
}

const KEYS = {
  "+": () => zoomTo(zoom.scale * 1.25), "=": () => zoomTo(zoom.scale * 1.25), "-": () => zoomTo(zoom.scale / 1.25),
  0: () => fit("page"), w: () => fit("width"), g: toggleGuides, n: () => step(1), p: () => step(-1),
  "[": () => turn(number - 1), "]": () => turn(number + 1), "?": () => $("keys").showModal(),
  ArrowLeft: () => choose("before"), ArrowRight: () => choose("next"), s: save,
  Escape: () => { current = -1; pick(""); },
};

function listen() {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || $("keys").open || !told?.pages.length) return;
    const act = KEYS[event.key];
    if (event.key.startsWith("Arrow") && !told.choice) return; // they scroll a page drawn by hand
    if (act) { event.preventDefault(); act(); }
  });
  $("view").addEventListener("wheel", (event) => {
    if (!event.ctrlKey || !page()) return;
    event.preventDefault();
    zoomTo(zoom.scale * Math.exp(-event.deltaY / 300), event.clientX, event.clientY);
  }, { passive: false });
  $("view").addEventListener("scroll", later);
  new ResizeObserver(() => layOut()).observe($("view"));
  $("in").addEventListener("click", KEYS["+"]);
  $("out").addEventListener("click", KEYS["-"]);
  $("width").addEventListener("click", KEYS.w);
  $("whole").addEventListener("click", KEYS[0]);
  $("guides").addEventListener("click", toggleGuides);
  $("help").addEventListener("click", KEYS["?"]);
  $("before").addEventListener("click", KEYS.ArrowLeft);
  $("next").addEventListener("click", KEYS.ArrowRight);
  $("save").addEventListener("click", save);
}

// --- what the server tells

function show(news) {
  if (!told && news.pages.length && !news.counts.error && !news.counts.warning) levels.note = true;
  told = news;
  document.title = told.title ? `${told.title} · preview` : "Preview";
  $("title").textContent = told.title || "Preview";
  $("spec").textContent = told.spec;
  $("fault").hidden = !told.fault;
  $("fault").textContent = told.fault;
  if (told.fault && told.pages.length) $("fault").append(made("small", "The page below is the last that could be set."));
  $("state").className = told.fault ? "wait" : "";
  $("state").textContent = told.fault ? "fault" : "live";
  $("sheet").hidden = !told.pages.length;
  document.documentElement.dataset.version = told.version;
  if (!told.pages.length) { $("levels").replaceChildren(); $("findings").replaceChildren(); $("box-body").replaceChildren(); return; }
  if (current >= told.findings.length) current = -1;
  number = page().number;
  showChoice();
  showPages();
  layOut();
  showBoxes();
  showBox();
  showFindings();
  pieces();
}

function start() {
  const facts = new URLSearchParams(location.hash.slice(1));
  number = Number(facts.get("page")) || 1;
  picked = facts.get("box") || "";
  listen();
  const line = new EventSource("events");
  line.addEventListener("message", (event) => show(JSON.parse(event.data)));
  line.addEventListener("error", () => {
    $("state").className = "lost";
    $("state").textContent = "ended";
  });
  line.addEventListener("open", () => { if (told) show(told); });
}

start();
