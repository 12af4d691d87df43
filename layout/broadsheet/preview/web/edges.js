// The boundaries of the map: dragged, or moved by the arrow keys, by whole columns and rows.

import { $, desk, lay, made, on, page } from "./state.js";
import { pick } from "./boxes.js";
import { change, tell } from "./commands.js";
import { say } from "./words.js";

const HOLD = 9; // px at which a boundary can be held

// --- where boundaries lie, pt

function between(grid, at) {
  const before = grid.columns[at - 1], after = grid.columns[at];
  return (before[0] + before[1] + after[0]) / 2;
}

const depth = (grid, row) => grid.top + row * grid.row;

// The line of a boundary when it has gone ``by`` columns or rows.
function line(grid, edge, run, by) {
  if (edge.way === "column") {
    const at = edge.at + by;
    const x = at <= 0 ? grid.columns[0][0] : at >= grid.columns.length
      ? grid.columns.at(-1)[0] + grid.columns.at(-1)[1] : between(grid, at);
    return { x, y: depth(grid, grid.lines[run.first]), w: 0, h: (grid.lines[run.last + 1] - grid.lines[run.first]) * grid.row };
  }
  const left = grid.columns[run.first][0], last = grid.columns[run.last];
  return { x: left, y: depth(grid, grid.lines[edge.at] + by), w: last[0] + last[1] - left, h: 0 };
}

function nearest(grid, edge, run, point) {
  let best = 0, least = Infinity;
  for (let by = -run.back; by <= run.ahead; by++) {
    const at = line(grid, edge, run, by);
    const far = Math.abs(edge.way === "column" ? point.x - at.x : point.y - at.y);
    if (far < least) { least = far; best = by; }
  }
  return best;
}

function pieceAt(edge, grid, point) {
  return edge.pieces.find((one) => {
    const at = line(grid, edge, one, 0);
    return edge.way === "column" ? point.y >= at.y && point.y <= at.y + at.h : point.x >= at.x && point.x <= at.x + at.w;
  }) || edge.pieces[0];
}

// --- handles

function show() {
  const sheet = page();
  if (!sheet?.grid) return;
  const focused = document.activeElement?.dataset.edge;
  const movable = sheet.grid.edges.filter((one) => one.back || one.ahead || one.pieces.some((piece) => piece.back || piece.ahead));
  $("edges").replaceChildren(...movable.map((edge) => handle(sheet, edge)));
  if (focused) [...$("edges").children].find((one) => one.dataset.edge === focused)?.focus({ preventScroll: true });
}

function handle(sheet, edge) {
  const { grid } = sheet;
  const at = line(grid, edge, edge, 0);
  const node = made("div", undefined, `edge ${edge.way}`);
  lay(node, sheet, at.x, at.y, at.w, at.h);
  node.style.setProperty("--hold", `${HOLD}px`);
  node.dataset.edge = `${edge.way}-${edge.at}-${edge.first}`;
  node.tabIndex = 0;
  node.setAttribute("role", "separator");
  node.setAttribute("aria-orientation", edge.way === "column" ? "vertical" : "horizontal");
  node.setAttribute("aria-label", edge.way === "column"
    ? say("Boundary after column {0}, lines {1} to {2} of the map", edge.at, edge.first + 1, edge.last + 1)
    : say("Boundary under line {0} of the map, columns {1} to {2}", edge.at, edge.first + 1, edge.last + 1));
  if (sheet.fixed) node.classList.add("fixed");
  node.addEventListener("pointerdown", (event) => hold(event, node, edge));
  node.addEventListener("keydown", (event) => step(event, edge));
  return node;
}

function move(edge, run, by, alone) {
  if (page().fixed) return tell(page().fixed, "refused");
  if (!by) return undefined;
  return change("desk/move", { page: page().number, way: edge.way, at: edge.at, first: run.first, by, alone }, say("Moved: {0}.", far(edge, by)));
}

function far(edge, by) {
  if (edge.way === "row") return say("{0} 行", signed(by));
  return Math.abs(by) === 1 ? say("{0} column", signed(by)) : say("{0} columns", signed(by));
}

const signed = (by) => (by > 0 ? `+${by}` : `−${-by}`);

function step(event, edge) {
  const ways = edge.way === "column" ? { ArrowLeft: -1, ArrowRight: 1 } : { ArrowUp: -1, ArrowDown: 1 };
  const by = ways[event.key];
  if (!by || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  event.stopPropagation();
  const run = event.altKey ? edge.pieces[0] : edge;
  move(edge, run, Math.max(-run.back, Math.min(run.ahead, by)), event.altKey);
}

function hold(event, node, edge) {
  if (event.button !== 0) return;
  event.preventDefault();
  node.focus({ preventScroll: true });
  const sheet = page(), { grid } = sheet;
  if (sheet.fixed) { tell(sheet.fixed, "refused"); pickUnder(event); return; }
  const point = (now) => {
    const own = $("sheet").getBoundingClientRect();
    return { x: ((now.clientX - own.left) * sheet.width) / own.width, y: ((now.clientY - own.top) * sheet.height) / own.height };
  };
  const alone = event.altKey;
  const run = alone ? pieceAt(edge, grid, point(event)) : edge;
  let by = 0, still = true;
  node.classList.add("held");
  document.body.classList.add(`moving-${edge.way}`);
  node.setPointerCapture(event.pointerId);

  function drag(now) {
    by = nearest(grid, edge, run, point(now));
    still = still && !by;
    ghost(sheet, edge, run, by);
  }
  function end(now) {
    node.removeEventListener("pointermove", drag);
    for (const kind of ["pointerup", "pointercancel"]) node.removeEventListener(kind, end);
    window.removeEventListener("keydown", stop, true);
    node.classList.remove("held");
    document.body.classList.remove(`moving-${edge.way}`);
    $("ghost").hidden = true;
    if (now.type !== "pointerup") return;
    if (still && Math.hypot(now.clientX - event.clientX, now.clientY - event.clientY) < 4) pickUnder(now);
    else move(edge, run, by, alone);
  }
  function stop(now) {
    if (now.key !== "Escape") return;
    now.stopPropagation();
    end(now);
  }
  node.addEventListener("pointermove", drag);
  for (const kind of ["pointerup", "pointercancel"]) node.addEventListener(kind, end);
  window.addEventListener("keydown", stop, true);
}

// A click that was no drag is meant for the box under the boundary.
function pickUnder(event) {
  const under = document.elementsFromPoint(event.clientX, event.clientY).find((one) => one.dataset?.box);
  if (under) pick(under.dataset.box);
}

// The strip that the boundary has swept, with how far it has come.
function ghost(sheet, edge, run, by) {
  const from = line(sheet.grid, edge, run, 0), to = line(sheet.grid, edge, run, by);
  const box = $("ghost");
  lay(box, sheet, Math.min(from.x, to.x), Math.min(from.y, to.y),
    Math.max(Math.abs(to.x - from.x), from.w), Math.max(Math.abs(to.y - from.y), from.h));
  box.className = `${edge.way} ${by < 0 ? "back" : "ahead"}`;
  box.replaceChildren(made("b", far(edge, by)));
  box.hidden = !by;
}

on("told", show);
on("page", show);
