// The source beside the page: the spec's files and the edition's, completed, checked, saved.

import { $, button, desk, on } from "./state.js";
import { command, heedUnsaved, tell } from "./commands.js";
import { completions } from "./complete.js";
import { say } from "./words.js";

const WAIT = 350; // ms without a key until what is typed is checked

let editor = null; // opened when it is first asked for
let shown = null; // the file in it: {file, kind, own, digest, saved}: `saved` is its text on the disk
let outside = null; // another text of it, when what is in the editor is not saved
const schemas = {};

const files = () => desk.told?.files || [];
const unsaved = () => Boolean(shown && editor && editor.text() !== shown.saved);
heedUnsaved(unsaved);

async function schemaOf(kind) {
  if (!schemas[kind]) schemas[kind] = await (await fetch(`desk/schema/${kind}`)).json();
}

async function opened() {
  if (editor) return;
  const built = await import("./editor.js");
  editor = built.open($("editor"), {
    complete: (text, at) => (shown && schemas[shown.kind] ? completions(text, at, schemas[shown.kind], desk.told.names) : null),
    changed: (typed) => { mark(); if (typed) checkLater(); },
    saved: save,
    left: () => $("view").focus(),
    label: say("Source"),
    words: {
      Find: say("Find"), Replace: say("Replace"), next: say("next"), previous: say("previous"), all: say("all"),
      replace: say("replace"), "replace all": say("replace all"), close: say("close"),
      "match case": say("match case"), "by word": say("by word"), regexp: say("regexp"),
    },
  });
}

async function read(file) {
  const answer = await fetch(`desk/file?${new URLSearchParams({ name: file })}`);
  const told = await answer.json();
  if (answer.ok) return told;
  tell(told.error, "refused");
  return null;
}

// Shows a file, the first of one's own where none is named.
async function open(file) {
  const known = files();
  const one = known.find((each) => each.file === file) || known.find((each) => each.own) || known[0];
  if (!one) return false;
  await opened();
  if (shown?.file === one.file) return true;
  if (unsaved()) { tell(say("Save the source first."), "refused"); return false; }
  const told = await read(one.file);
  if (!told) return false;
  shown = { ...one, digest: told.digest, saved: told.text };
  editor.begin(told.text, { coded: one.kind !== "raw", fixed: !one.own });
  if (one.kind !== "raw") await schemaOf(one.kind);
  conflict(null);
  tabs();
  faults();
  return true;
}

function tabs() {
  const known = files(), names = known.map((one) => one.name);
  $("tabs").replaceChildren(...known.map((one) => {
    const node = button(names.filter((name) => name === one.name).length > 1 ? one.file : one.name, () => open(one.file));
    node.setAttribute("role", "tab");
    node.setAttribute("aria-selected", String(one.file === shown?.file));
    node.title = one.own ? one.file : say("{0} (comes with broadsheet, not to be changed)", one.file);
    return node;
  }));
  mark();
}

function mark() {
  const own = $("tabs").querySelector("[aria-selected=true]"), changed = unsaved();
  own?.classList.toggle("unsaved", changed);
  $("source-save").disabled = !changed;
  if (changed) document.documentElement.dataset.unsaved = "yes";
  else delete document.documentElement.dataset.unsaved;
}

async function save() {
  if (!unsaved()) return;
  const { file, digest } = shown, text = editor.text();
  const answer = await command("desk/save", { file, text, digest });
  if (!answer) return;
  shown.digest = answer.digest;
  shown.saved = text;
  conflict(null);
  mark();
}

// --- what is wrong, at its place

let checked = null; // what is wrong with a text that is not saved; null: not asked
let waiting = 0;
function checkLater() {
  clearTimeout(waiting);
  waiting = setTimeout(check, WAIT);
}

async function check() {
  if (shown?.kind !== "spec" || !shown.own || !unsaved()) { checked = null; faults(); return; }
  const { file } = shown, text = editor.text();
  const answer = await command("desk/check", { file, text });
  if (!answer || shown.file !== file || editor.text() !== text) return;
  checked = answer.faults;
  faults();
}

function faults() {
  if (!shown) return;
  const own = (place) => place && place.file === shown.file && place.line;
  const found = desk.told.findings.filter((one) => own(one.place) && one.level !== "note")
    .map((one) => ({ ...one.place, level: one.level, message: one.message }));
  for (const one of checked || desk.told.faults) {
    const message = one.key ? `${one.key}: ${one.message}` : one.message;
    if (own(one.place)) found.push({ ...one.place, level: "error", message });
  }
  editor.mark(found);
  document.documentElement.dataset.faults = found.length;
}

// --- the file changes outside

function conflict(text) {
  outside = text;
  $("source-news").hidden = text === null;
}

async function heed() {
  if (!shown || !editor) return;
  const now = files().find((one) => one.file === shown.file);
  if (now && now.digest !== shown.digest && !document.documentElement.dataset.asked?.startsWith("desk/save")) {
    const told = await read(shown.file);
    if (!told || told.digest === shown.digest) return;
    if (!unsaved() || editor.text() === told.text) theirs(told);
    else conflict(told);
  }
  checked = unsaved() ? checked : null;
  tabs();
  faults();
}

function theirs(told) {
  shown.digest = told.digest;
  shown.saved = told.text;
  editor.take(told.text);
  conflict(null);
  mark();
}

function mine() {
  shown.digest = outside.digest;
  shown.saved = outside.text;
  conflict(null);
  mark();
}

// --- the pane

export async function toggle() {
  const hidden = !$("source").hidden;
  if (hidden && unsaved()) { tell(say("Save the source first."), "refused"); return; }
  $("source").hidden = hidden;
  $("source-button").setAttribute("aria-pressed", String(!hidden));
  if (hidden) { $("view").focus(); return; }
  if (await open(shown?.file)) editor.focus();
}

on("open", async (place) => {
  $("source").hidden = false;
  $("source-button").setAttribute("aria-pressed", "true");
  if (!(await open(place.file)) || shown.file !== place.file) return;
  editor.show(place.line, place.column);
  editor.focus();
});
on("told", heed);
$("source-button").addEventListener("click", toggle);
$("source-save").addEventListener("click", save);
$("theirs").addEventListener("click", () => theirs(outside));
$("mine").addEventListener("click", mine);
window.addEventListener("beforeunload", (event) => { if (unsaved()) event.preventDefault(); });
