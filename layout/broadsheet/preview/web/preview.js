// The preview's page: listens to the server, to keys, and puts its parts together.

import { $, desk, made, on, page, ring, ROUND } from "./state.js";
import { choose, save, take } from "./drawings.js";
import { dismiss, redo, undo } from "./commands.js";
import { fit, zoomTo } from "./sheet.js";
import { learnWords, say } from "./words.js";
import { pick } from "./boxes.js";
import { step } from "./findings.js";
import { toggle as toggleSource } from "./source.js";
import { toggle } from "./guides.js";
import { turn } from "./pages.js";
import "./edges.js";
import "./panel.js";

const larger = () => zoomTo(desk.zoom.scale * 1.25);
const smaller = () => zoomTo(desk.zoom.scale / 1.25);
const full = () => zoomTo(ROUND);
const KEYS = {
  "+": larger, "=": larger, "-": smaller, 0: () => fit("page"), 1: full, w: () => fit("width"),
  r: () => toggle("ruler"), g: () => toggle("grid"), b: () => toggle("baselines"), e: toggleSource,
  n: () => step(1), p: () => step(-1), "[": () => turn(desk.number - 1), "]": () => turn(desk.number + 1),
  "?": () => $("keys").showModal(), ArrowLeft: () => choose("before"), ArrowRight: () => choose("next"),
  s: save, t: take, Escape: () => { dismiss(); pick(""); },
};

function key(event) {
  if ($("keys").open || !desk.told || event.target.matches?.("select, input, #editor")) return;
  const command = event.ctrlKey || event.metaKey;
  if (command && !event.altKey && event.key.toLowerCase() === "z") {
    event.preventDefault();
    (event.shiftKey ? redo : undo)();
  } else if (command && event.key.toLowerCase() === "y") {
    event.preventDefault();
    redo();
  }
  if (command || event.altKey || !desk.told.pages.length) return;
  if (event.key.startsWith("Arrow") && !desk.told.choice) return; // they scroll a page drawn by hand
  const act = KEYS[event.key];
  if (act) { event.preventDefault(); act(); }
}

function remember() {
  const facts = new URLSearchParams({ page: String(desk.number) });
  if (desk.picked) facts.set("box", desk.picked);
  history.replaceState(null, "", `#${facts}`);
}

function show(news) {
  if (!desk.told && news.pages.length && !news.counts.error && !news.counts.warning) desk.levels.note = true;
  desk.told = news;
  document.title = news.title ? say("{0} · preview", news.title) : say("Preview");
  $("title").textContent = news.title || say("Preview");
  $("spec").textContent = news.spec;
  $("fault").hidden = !news.fault;
  const lines = news.faults.length ? news.faults.map((one) => one.line) : [news.fault];
  $("fault").replaceChildren(...lines.map((line) => made("div", line)));
  if (news.fault && news.pages.length) $("fault").append(made("small", say("The page below is the last that could be set.")));
  $("state").className = news.fault ? "wait" : "";
  $("state").textContent = news.fault ? say("fault") : say("live");
  $("sheet").hidden = !news.pages.length;
  document.documentElement.dataset.version = news.version;
  if (news.pages.length) desk.number = page().number;
  else for (const name of ["levels", "findings", "box-body"]) $(name).replaceChildren();
  ring("told");
}

function listen() {
  document.addEventListener("keydown", key);
  const clicks = { in: larger, out: smaller, full, width: KEYS.w, whole: KEYS[0], help: KEYS["?"] };
  for (const [name, act] of Object.entries(clicks)) $(name).addEventListener("click", act);
  on("picked", remember);
  on("page", remember);
  const line = new EventSource("events");
  line.addEventListener("message", (event) => show(JSON.parse(event.data)));
  line.addEventListener("error", () => {
    $("state").className = "lost";
    $("state").textContent = say("ended");
  });
  line.addEventListener("open", () => { if (desk.told) show(desk.told); });
}

async function start() {
  const facts = new URLSearchParams(location.hash.slice(1));
  desk.number = Number(facts.get("page")) || 1;
  desk.picked = facts.get("box") || "";
  globalThis.desk = desk; // for who looks at it from the browser's console
  await learnWords();
  listen();
}

start();
