// The drawings of a page that draws itself: gone through, saved, taken.

import { $, desk, on } from "./state.js";
import { command, tell } from "./commands.js";
import { say } from "./words.js";

let asked = false; // a command is under way

export function show() {
  const { told } = desk;
  $("drawing").hidden = !told.choice;
  if (asked) $("choice").textContent = say("drawing …");
  else if (told.choices > 1) $("choice").textContent = say("drawing {0} of {1}", told.choice, told.choices);
  else $("choice").textContent = say("drawing {0}", told.choice);
  for (const name of ["before", "next", "save", "take"]) $(name).disabled = asked;
}

async function ask(path) {
  if (!desk.told?.choice || asked) return null;
  asked = true;
  show();
  try {
    return await command(path);
  } finally {
    asked = false;
    show();
  }
}

export const choose = (way) => ask(`drawing/${way}`);

export async function save() {
  const file = await ask("drawing/save");
  if (file) tell(say("saved: {0}", file.split(/[\\/]/).pop()), "done");
}

export async function take() {
  const file = await ask("drawing/take");
  if (file) tell(say("The page is drawn by {0} now.", file.split(/[\\/]/).pop()), "done");
}

on("told", show);
$("before").addEventListener("click", () => choose("before"));
$("next").addEventListener("click", () => choose("next"));
$("save").addEventListener("click", save);
$("take").addEventListener("click", take);
