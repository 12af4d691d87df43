// What the parts of the page share: what was told, what is looked at, small tools.

export const desk = {
  told: null, // what is on show, as the server tells it
  number: 1, // the page on show
  zoom: { fit: "width", scale: 1 }, // scale: CSS px for a point
  picked: "", // name of the box picked
  current: -1, // index of the finding picked
  levels: { error: true, warning: true, note: false },
};

export const ROUND = 4 / 3; // CSS px for a point at 100 %
export const MM = 72 / 25.4; // pt

export const $ = (id) => document.getElementById(id);

export function made(tag, text, name) {
  const node = document.createElement(tag);
  if (text !== undefined) node.textContent = text;
  if (name) node.className = name;
  return node;
}

export function button(text, act, name) {
  const node = made("button", text, name);
  node.type = "button";
  node.addEventListener("click", act);
  return node;
}

export function page() {
  const { told, number } = desk;
  return told && (told.pages.find((one) => one.number === number) || told.pages[0]);
}

// Lays a node over a rectangle of the page, in points.
export function lay(node, sheet, left, top, width, height) {
  node.style.left = `${(100 * left) / sheet.width}%`;
  node.style.top = `${(100 * top) / sheet.height}%`;
  node.style.width = `${(100 * width) / sheet.width}%`;
  node.style.height = `${(100 * height) / sheet.height}%`;
}

// Parts tell each other by name that something has happened.
const heard = new Map();
export function on(name, act) {
  heard.set(name, [...(heard.get(name) || []), act]);
}
export function ring(name, ...facts) {
  for (const act of heard.get(name) || []) act(...facts);
}
