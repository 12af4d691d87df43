// The page as pieces of a picture, as large as it is looked at.

import { $, desk, made, on, page, ring, ROUND } from "./state.js";

const LEAST = 0.15, MOST = 10; // CSS px for a point
const MARGIN = 200; // px around the view for which pieces are asked ahead
const AROUND = 48; // px of desk around a page that is fitted

function fitted() {
  const sheet = page(), view = $("view");
  const across = (view.clientWidth - AROUND) / sheet.width;
  const down = (view.clientHeight - AROUND) / sheet.height;
  if (desk.zoom.fit === "width") return across;
  if (desk.zoom.fit === "page") return Math.min(across, down);
  return desk.zoom.scale;
}

export function layOut() {
  const sheet = page();
  if (!sheet) return;
  desk.zoom.scale = Math.min(MOST, Math.max(LEAST, fitted()));
  $("sheet").style.width = `${sheet.width * desk.zoom.scale}px`;
  $("sheet").style.height = `${sheet.height * desk.zoom.scale}px`;
  $("zoom").value = `${Math.round((100 * desk.zoom.scale) / ROUND)}%`;
  $("width").setAttribute("aria-pressed", desk.zoom.fit === "width");
  $("whole").setAttribute("aria-pressed", desk.zoom.fit === "page");
  ring("moved");
  later();
}

export function zoomTo(scale, x, y) {
  if (!page()) return;
  const view = $("view"), own = $("sheet").getBoundingClientRect(), around = view.getBoundingClientRect();
  const at = { x: x ?? around.left + view.clientWidth / 2, y: y ?? around.top + view.clientHeight / 2 };
  const part = { x: (at.x - own.left) / own.width, y: (at.y - own.top) / own.height };
  desk.zoom = { fit: "", scale: Math.min(MOST, Math.max(LEAST, scale)) };
  layOut();
  const now = $("sheet").getBoundingClientRect();
  view.scrollLeft += now.left + part.x * now.width - at.x;
  view.scrollTop += now.top + part.y * now.height - at.y;
}

export function fit(how) {
  desk.zoom.fit = how;
  layOut();
}

let waiting = 0;
function later() {
  clearTimeout(waiting);
  waiting = setTimeout(pieces, 60);
}

function layer(key, kind) {
  const known = [...$("layers").children].find((one) => one.dataset.key === key);
  if (known) return known;
  const fresh = made("div", undefined, `layer ${kind}`);
  fresh.dataset.key = key;
  $("layers").append(fresh);
  return fresh;
}

// Asks for the pieces that are seen: the sharp ones first, the whole page under them after.
export function pieces() {
  const sheet = page();
  if (!sheet || !desk.told.digest) return;
  const at = `pages/${encodeURIComponent(desk.told.digest)}/${sheet.number}`;
  const base = layer(`${at}/base`, "base");
  // a pixel of the picture is one of the screen, or type goes soft
  const scale = Math.round(desk.zoom.scale * (window.devicePixelRatio || 1) * 1e4) / 1e4;
  const fine = layer(`${at}/${scale}`, "fine");
  $("layers").append(fine);
  const side = desk.told.tile / scale; // pt
  const seen = visible(sheet);
  for (let row = Math.floor(seen.top / side); row * side < seen.bottom; row++) {
    for (let column = Math.floor(seen.left / side); column * side < seen.right; column++) {
      const id = `${column}-${row}`;
      if ([...fine.children].some((one) => one.dataset.id === id)) continue;
      fine.append(tile(sheet, `${at}/${scale}/${column}/${row}.png`, id, { side, column, row }));
    }
  }
  kept = [base, fine];
  swept();
}

function tile(sheet, src, id, { side, column, row }) {
  const image = picture(src);
  image.dataset.id = id;
  const width = Math.min(side, sheet.width - column * side);
  const height = Math.min(side, sheet.height - row * side);
  image.style.left = `${(100 * column * side) / sheet.width}%`;
  image.style.top = `${(100 * row * side) / sheet.height}%`;
  image.style.width = `${(100 * width) / sheet.width}%`;
  image.style.height = `${(100 * height) / sheet.height}%`;
  return image;
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
  if (left >= right || top >= bottom) return { left: 0, right: 0, top: 0, bottom: 0 };
  const per = sheet.width / own.width;
  return { left: Math.max(0, (left - own.left) * per), right: Math.min(sheet.width, (right - own.left) * per),
    top: Math.max(0, (top - own.top) * per), bottom: Math.min(sheet.height, (bottom - own.top) * per) };
}

// Old pieces stay under the new until these have all come, so that nothing flashes.
let kept = [];
function swept() {
  const [base, fine] = kept;
  if (!fine || ![...fine.children].every((image) => image.dataset.done)) return;
  for (const one of [...$("layers").children]) if (!kept.includes(one)) one.remove();
  document.documentElement.dataset.drawn = desk.told.version;
  if (!base.firstChild) base.append(picture(`${base.dataset.key.replace(/\/base$/, "")}.png`));
}

$("view").addEventListener("scroll", () => { ring("moved"); later(); });
$("view").addEventListener("wheel", (event) => {
  if (!event.ctrlKey || !page()) return;
  event.preventDefault();
  zoomTo(desk.zoom.scale * Math.exp(-event.deltaY / 300), event.clientX, event.clientY);
}, { passive: false });
new ResizeObserver(() => layOut()).observe($("view"));
on("told", () => { layOut(); pieces(); });
on("page", ({ other }) => {
  if (other) $("layers").replaceChildren();
  layOut();
  pieces();
});
