// The boxes of the page: pointed at, picked, dragged onto one another to change what they hold.

import { $, desk, lay, made, on, page, ring } from "./state.js";
import { change } from "./commands.js";
import { say } from "./words.js";

const FAR = 8; // px that a press may wander and be a click yet

const area = (box) => box.rect[2] * box.rect[3];

export function filled(box) {
  return box.room ? say("{0} of {1} lines", box.lines, box.room) : "";
}

export const nameOf = (box) => [box.name, box.title].filter(Boolean).join(" · ");

function show() {
  const sheet = page();
  if (!sheet) return;
  const focused = document.activeElement?.dataset.box;
  const nodes = sheet.boxes.map((box) => node(sheet, box));
  $("boxes").replaceChildren(...nodes);
  if (focused) nodes.find((one) => one.dataset.box === focused)?.focus({ preventScroll: true });
  mark();
}

function node(sheet, box) {
  const own = made("button", undefined, "box");
  own.type = "button";
  own.dataset.box = box.name;
  lay(own, sheet, ...box.rect);
  // of boxes over each other the smaller can be reached
  own.style.zIndex = String(sheet.boxes.filter((one) => area(one) > area(box)).length);
  own.setAttribute("aria-label", [say("Box {0}", box.name), box.title, box.state || filled(box)].filter(Boolean).join(", "));
  own.append(made("span", nameOf(box)));
  const faults = desk.told.findings.filter((one) => one.box === box.name && (one.page || sheet.number) === sheet.number);
  if (faults.some((one) => one.level === "error")) own.classList.add("error");
  own.addEventListener("click", () => { if (!dragged) pick(box.name); });
  own.addEventListener("pointerdown", (event) => press(event, own, box));
  return own;
}

function mark() {
  for (const one of $("boxes").children) {
    const own = one.dataset.box === desk.picked;
    one.classList.toggle("picked", own);
    one.setAttribute("aria-pressed", String(own));
  }
}

export function pick(name) {
  desk.picked = name;
  if (!name) desk.current = -1;
  mark();
  ring("picked");
}

export function reveal(name) {
  const found = [...$("boxes").children].find((one) => one.dataset.box === name);
  found?.scrollIntoView({ block: "nearest", inline: "nearest" });
}

// Boxes that hold things of the same kind.
export function alike(name) {
  const sheet = page(), kind = sheet?.kinds?.[name];
  return kind ? sheet.boxes.filter((one) => one.name !== name && sheet.kinds[one.name] === kind) : [];
}

export function swap(one, other) {
  return change("desk/swap", { page: page().number, one, other }, say("{0} and {1} have changed what they hold.", one, other));
}

// --- dragging

let dragged = false;

function press(event, own, box) {
  dragged = false;
  if (event.button !== 0 || !alike(box.name).length) return;
  const from = { x: event.clientX, y: event.clientY };
  const label = made("p", nameOf(box), "carried");
  const targets = new Set(alike(box.name).map((one) => one.name));
  let over = null;

  function move(now) {
    if (!dragged && Math.hypot(now.clientX - from.x, now.clientY - from.y) < FAR) return;
    if (!dragged) {
      dragged = true;
      document.body.append(label);
      document.body.classList.add("carrying");
      own.classList.add("lifted");
    }
    label.style.left = `${now.clientX + 12}px`;
    label.style.top = `${now.clientY + 12}px`;
    const under = document.elementsFromPoint(now.clientX, now.clientY).find((one) => one.dataset?.box);
    over?.classList.remove("target");
    over = under && targets.has(under.dataset.box) ? under : null;
    over?.classList.add("target");
  }

  function end(now) {
    for (const [kind, act] of Object.entries(heard)) window.removeEventListener(kind, act);
    label.remove();
    document.body.classList.remove("carrying");
    own.classList.remove("lifted");
    over?.classList.remove("target");
    if (dragged && over && now.type === "pointerup") swap(box.name, over.dataset.box);
  }

  function stop(now) {
    if (now.key !== "Escape") return;
    now.stopPropagation();
    over = null;
    end(now);
  }

  const heard = { pointermove: move, pointerup: end, pointercancel: end, keydown: stop };
  for (const [kind, act] of Object.entries(heard)) window.addEventListener(kind, act);
}

on("told", show);
on("page", show);
