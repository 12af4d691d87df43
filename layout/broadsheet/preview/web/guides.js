// What lies over the page to measure by: rulers in mm, the columns and lines of the grid, baselines.

import { $, desk, MM, on, page } from "./state.js";

const SVG = "http://www.w3.org/2000/svg";
const shown = { ruler: false, grid: false, baselines: false };

export function toggle(name) {
  shown[name] = !shown[name];
  $(name).setAttribute("aria-pressed", String(shown[name]));
  document.body.classList.toggle("ruled", shown.ruler);
  draw();
  ring();
}

function path(svg, name, steps) {
  const line = document.createElementNS(SVG, "path");
  line.setAttribute("class", name);
  line.setAttribute("d", steps);
  svg.append(line);
}

function draw() {
  const sheet = page();
  $("guides").replaceChildren();
  if (!sheet?.grid || !(shown.grid || shown.baselines)) return;
  const { grid } = sheet;
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", `0 0 ${sheet.width} ${sheet.height}`);
  svg.setAttribute("preserveAspectRatio", "none");
  const left = grid.columns[0][0], last = grid.columns.at(-1), right = last[0] + last[1];
  const foot = grid.top + grid.rows * grid.row;
  if (shown.baselines) {
    const rows = Array.from({ length: grid.rows }, (_, n) => n + 1);
    const at = (n) => `M${left} ${grid.top + (n - 1) * grid.row + grid.drop}H${right}`;
    path(svg, "baseline", rows.map(at).join(""));
    path(svg, "tenth", rows.filter((n) => n % 10 === 0).map(at).join(""));
  }
  if (shown.grid) {
    for (const [x, width] of grid.columns) path(svg, "column", `M${x} ${grid.top}h${width}V${foot}h${-width}Z`);
    path(svg, "band", grid.lines.map((row) => `M${left} ${grid.top + row * grid.row}H${right}`).join(""));
  }
  $("guides").append(svg);
}

// --- rulers

const WIDE = 22; // px

function step(scale) {
  // mm between two numbers: at least 46 px
  return [1, 2, 5, 10, 20, 50, 100].find((mm) => mm * MM * scale >= 46) || 200;
}

function ring() {
  const sheet = page();
  if (!shown.ruler || !sheet) return;
  const around = $("view").getBoundingClientRect(), own = $("sheet").getBoundingClientRect();
  const box = desk.picked && sheet.boxes.find((one) => one.name === desk.picked);
  rule($("ruler-top"), around.width, own.left - around.left, sheet.width, box && [box.rect[0], box.rect[2]], false);
  rule($("ruler-left"), around.height, own.top - around.top, sheet.height, box && [box.rect[1], box.rect[3]], true);
}

function rule(canvas, length, origin, side, held, down) {
  const dense = window.devicePixelRatio || 1, { scale } = desk.zoom;
  canvas.width = (down ? WIDE : length) * dense;
  canvas.height = (down ? length : WIDE) * dense;
  canvas.style.width = `${down ? WIDE : length}px`;
  canvas.style.height = `${down ? length : WIDE}px`;
  const pen = canvas.getContext("2d");
  pen.scale(dense, dense);
  if (down) pen.transform(0, 1, 1, 0, 0, 0);
  pen.fillStyle = "#eceff1";
  pen.fillRect(0, 0, length, WIDE);
  pen.fillStyle = "#fff";
  pen.fillRect(origin, 0, side * scale, WIDE);
  if (held) {
    pen.fillStyle = "#cfe2f7";
    pen.fillRect(origin + held[0] * scale, 0, held[1] * scale, WIDE);
  }
  const each = step(scale), small = each / (each % 5 === 0 ? 5 : 2);
  const first = Math.floor(-origin / scale / MM / small), last = Math.ceil((length - origin) / scale / MM / small);
  pen.fillStyle = "#39424a";
  pen.font = "10px system-ui, sans-serif";
  for (let n = first; n <= last; n++) {
    const mm = n * small, x = Math.round(origin + mm * MM * scale) + 0.5, whole = Math.abs(mm / each - Math.round(mm / each)) < 1e-6;
    pen.fillRect(x - 0.5, whole ? 12 : WIDE - 5, 1, WIDE);
    if (!whole) continue;
    pen.save();
    if (down) { pen.transform(0, 1, 1, 0, 0, 0); pen.translate(11, x + 3); pen.rotate(-Math.PI / 2); pen.fillText(String(Math.round(mm)), 0, -1); } else pen.fillText(String(Math.round(mm)), x + 3, 10);
    pen.restore();
  }
}

on("told", () => { draw(); ring(); });
on("page", () => { draw(); ring(); });
on("moved", ring);
on("picked", ring);
for (const name of Object.keys(shown)) $(name).addEventListener("click", () => toggle(name));
