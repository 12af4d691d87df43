// The box that is picked: what it holds, how it fits, its place in the spec, its keys and their meaning.

import { $, button, desk, made, on, page, ring } from "./state.js";
import { alike, filled, nameOf, swap } from "./boxes.js";
import { say } from "./words.js";

function show() {
  const body = $("box-body"), { picked } = desk;
  const box = picked && page()?.boxes.find((one) => one.name === picked);
  if (!box) {
    body.replaceChildren(made("p", picked ? say("There is no box {0} on this page.", picked) : say("Click a box of the page to see its place in the spec. Drag a boundary between two boxes to move it, or a box onto another to have them change what they hold."), "hint"));
    return;
  }
  const parts = [facts(box), fit(box), swapping(box)].filter(Boolean);
  if (page().placed?.includes(box.name)) parts.push(made("p", say("It stands outside the map: move it by its at, in the source."), "hint"));
  if (box.place) parts.push(placed(box.place));
  if (box.snippet.length) parts.push(snippet(box));
  if (box.place?.bundled) parts.push(made("p", say("A bundled spec: write the key in your own spec to change it."), "hint"));
  const keys = made("div", undefined, "keys");
  body.replaceChildren(...parts, keys);
  showKeys(keys, box);
}

function facts(box) {
  const list = made("dl");
  const tell = (word, value, name) => { if (value) list.append(made("dt", word), made("dd", value, name)); };
  tell(say("Box"), box.name, "name");
  tell(say("Holds"), [box.title, box.item && `(${box.item})`].filter(Boolean).join(" "));
  tell(say("Part"), box.part > 1 ? String(box.part) : "");
  tell(say("Columns"), box.columns.length ? String(box.columns.length) : "");
  return list;
}

// How the copy fits: lines over or short, and what was done for it.
function fit(box) {
  if (!box.room && !box.state) return null;
  const own = made("div", undefined, box.over ? "fit over" : box.state ? "fit short" : "fit");
  const meter = made("span", undefined, "meter"), share = box.room ? Math.min(1, box.lines / box.room) : 1;
  const bar = made("i");
  bar.style.width = `${100 * share}%`;
  meter.append(bar);
  own.append(made("b", box.state || say("fits")), meter, made("small", filled(box)));
  for (const what of box.beyond.slice(1)) own.append(made("small", what));
  if (box.steps.length) own.append(made("small", say("Done to fit it: {0}", box.steps.join("; "))));
  return own;
}

function swapping(box) {
  const others = alike(box.name);
  if (!others.length) return null;
  const label = made("label", say("Swap with"), "swap"), list = made("select");
  list.id = "swap";
  list.append(new Option(say("choose a box …"), ""));
  for (const one of others) list.append(new Option(nameOf(one), one.name));
  list.addEventListener("change", () => { if (list.value) swap(box.name, list.value); });
  label.append(list);
  return label;
}

function placed(place) {
  const row = made("div", undefined, "place");
  const open = button(`${place.name}:${place.line}:${place.column}`, () => ring("open", place), "at");
  open.title = say("Show it in the source");
  const copy = button(say("Copy"), async () => {
    await navigator.clipboard.writeText(`${place.file}:${place.line}:${place.column}`);
    copy.textContent = say("Copied");
    setTimeout(() => { copy.textContent = say("Copy"); }, 1500);
  });
  row.append(open, copy);
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

// --- keys

async function showKeys(place, box) {
  const asked = new URLSearchParams({ page: page().number, box: box.name });
  const answer = await fetch(`desk/keys?${asked}`);
  if (!answer.ok || !place.isConnected) return;
  const told = await answer.json();
  const held = told.filter((one) => one.place), others = told.filter((one) => !one.place);
  if (!held.length) return;
  const rest = made("details");
  rest.append(made("summary", say("{0} more keys that it could have", others.length)), rows(others));
  place.replaceChildren(made("h3", say("Its keys")), rows(held), ...(others.length ? [rest] : []));
}

function rows(keys) {
  const list = made("dl", undefined, "told");
  for (const one of keys) {
    const name = made("dt"), about = made("dd");
    if (one.place) {
      const open = button(one.key, () => ring("open", one.place));
      open.title = `${one.place.name}:${one.place.line}`;
      name.append(open);
    } else name.append(one.key);
    if (one.value) about.append(made("code", one.value));
    about.append(meaning(one.about));
    list.append(name, about);
  }
  return list;
}

// What a key means; its examples stand between back quotes.
function meaning(about) {
  const own = made("span");
  about.split("`").forEach((part, n) => own.append(n % 2 ? made("code", part) : part));
  return own;
}

on("told", show);
on("page", show);
on("picked", show);
