// The pages of the edition as small pictures.

import { $, button, desk, made, on, page, ring } from "./state.js";
import { say } from "./words.js";

const SMALL = 0.2; // px for a point

export function turn(to) {
  const { told } = desk;
  if (!told || !told.pages.some((one) => one.number === to)) return;
  const other = to !== desk.number;
  desk.number = to;
  ring("page", { other });
  ring("picked");
}

function show() {
  const { told } = desk;
  $("pages").hidden = told.pages.length < 2;
  if ($("pages").hidden) return;
  const dense = Math.min(2, window.devicePixelRatio || 1);
  $("pages").replaceChildren(...told.pages.map((one) => {
    const node = button("", () => turn(one.number));
    node.setAttribute("aria-label", say("Page {0}", one.number));
    const image = new Image(one.width * SMALL, one.height * SMALL);
    image.alt = "";
    image.loading = "lazy";
    image.src = `pages/${encodeURIComponent(told.digest)}/${one.number}/${SMALL * dense}/0/0.png`;
    const errors = told.findings.filter((found) => found.page === one.number && found.level === "error").length;
    node.append(image, made("span", one.label || String(one.number), errors ? "error" : ""));
    return node;
  }));
  mark();
}

function mark() {
  [...$("pages").children].forEach((node, n) => {
    if (desk.told.pages[n].number === page().number) node.setAttribute("aria-current", "page");
    else node.removeAttribute("aria-current");
  });
}

on("told", show);
on("page", () => { mark(); $("pages").querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" }); });
