// Commands to the server, what they answer, undo and redo.

import { $, desk, on, ring } from "./state.js";
import { say } from "./words.js";

let waiting = 0;

// Says something at the foot of the page for a while.
export function tell(text, kind = "") {
  clearTimeout(waiting);
  $("word").textContent = text;
  $("word").className = kind;
  $("word").hidden = !text;
  if (kind !== "refused") waiting = setTimeout(() => { $("word").hidden = true; }, 6000);
}

// Returns what the server answers, or null when it refuses: the reason is told.
export async function command(path, content = {}) {
  document.documentElement.dataset.asked = path;
  try {
    const answer = await fetch(path, {
      method: "POST",
      headers: { "X-Broadsheet": "preview", "Content-Type": "application/json" },
      body: JSON.stringify(content),
    });
    const told = await answer.json();
    if (answer.ok) return told;
    tell(told.error, "refused");
  } catch {
    tell(say("The preview does not answer."), "refused");
  } finally {
    delete document.documentElement.dataset.asked;
  }
  return null;
}

// Changes files: not while the source beside the page holds what is not saved.
let unsaved = () => false;
export function heedUnsaved(test) { unsaved = test; }

export async function change(path, content, done) {
  if (unsaved()) {
    tell(say("Save the source first."), "refused");
    return false;
  }
  const answer = await command(path, { digest: desk.told.digest, ...content });
  if (answer !== null && done) tell(done, "done");
  return answer !== null;
}

export const undo = () => desk.told?.undo && change("desk/undo", {}, say("Undone."));
export const redo = () => desk.told?.redo && change("desk/redo", {}, say("Done again."));

on("told", () => {
  $("undo").disabled = !desk.told.undo;
  $("redo").disabled = !desk.told.redo;
});
$("undo").addEventListener("click", undo);
$("redo").addEventListener("click", redo);
on("dismiss", () => tell(""));
export const dismiss = () => ring("dismiss");
