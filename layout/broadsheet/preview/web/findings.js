// What was found, box by box: a click goes to the box.

import { $, button, desk, made, on, page } from "./state.js";
import { pick, reveal } from "./boxes.js";
import { turn } from "./pages.js";
import { say } from "./words.js";

const shownFindings = () => desk.told.findings.map((one, n) => [one, n]).filter(([one]) => desk.levels[one.level]);

// The box that a finding is of, with its page.
function boxOf(finding) {
  const boxes = desk.told.pages.flatMap((one) => one.boxes.map((box) => ({ box, page: one.number })));
  const own = boxes.filter((one) => !finding.page || one.page === finding.page);
  return own.find((one) => finding.box && one.box.name === finding.box)
    || own.find((one) => finding.item && one.box.item === finding.item);
}

function levelButtons() {
  const { counts } = desk.told;
  const names = {
    error: counts.error === 1 ? say("{0} error", 1) : say("{0} errors", counts.error),
    warning: counts.warning === 1 ? say("{0} warning", 1) : say("{0} warnings", counts.warning),
    note: counts.note === 1 ? say("{0} note", 1) : say("{0} notes", counts.note),
  };
  return Object.keys(desk.levels).map((level) => {
    const node = button(names[level], () => { desk.levels[level] = !desk.levels[level]; show(); }, level);
    node.setAttribute("aria-pressed", String(desk.levels[level]));
    return node;
  });
}

function show() {
  $("levels").replaceChildren(...levelButtons());
  const groups = new Map(); // by page and box, in the order of their gravest
  for (const [finding, n] of shownFindings()) {
    const found = boxOf(finding);
    const key = found ? `${found.page}/${found.box.name}` : `${finding.page || ""}/`;
    if (!groups.has(key)) groups.set(key, { found, page: finding.page, rows: [] });
    groups.get(key).rows.push([finding, n]);
  }
  const lists = [...groups.values()].map(group);
  const none = desk.told.findings.length ? say("None at these levels.") : say("Nothing is amiss.");
  $("findings").replaceChildren(...(lists.length ? lists : [made("p", none)]));
  mark();
}

function group({ found, page: number, rows }) {
  const own = made("li"), list = made("ul");
  const many = desk.told.pages.length > 1;
  const head = [many && number && say("page {0}", number), found ? say("box {0}", found.box.name) : say("the page"), found?.box.title];
  own.append(made("h3", head.filter(Boolean).join(" · ")), list);
  list.append(...rows.map(([finding, n]) => row(finding, n)));
  return own;
}

function row(finding, n) {
  const own = made("li"), node = button("", () => go(n));
  node.dataset.finding = String(n);
  node.append(made("b", finding.levelName, finding.level), finding.message);
  const at = [finding.place && `${finding.place.name}:${finding.place.line}`, finding.code].filter(Boolean).join(" · ");
  node.append(made("small", at));
  own.append(node);
  return own;
}

function mark() {
  for (const node of $("findings").querySelectorAll("button")) {
    const own = Number(node.dataset.finding) === desk.current;
    node.setAttribute("aria-current", String(own));
    if (own) node.scrollIntoView({ block: "nearest" });
  }
}

export function go(n) {
  const finding = desk.told.findings[n], found = boxOf(finding);
  desk.current = n;
  const number = found?.page || finding.page;
  if (number && number !== desk.number) turn(number);
  pick(found ? found.box.name : "");
  desk.current = n;
  if (found) reveal(found.box.name);
  mark();
}

export function step(by) {
  const shown = shownFindings().map(([, n]) => n);
  if (!shown.length) return;
  const at = shown.indexOf(desk.current);
  go(shown[(at < 0 ? (by > 0 ? 0 : shown.length - 1) : at + by + shown.length) % shown.length]);
}

on("told", () => {
  if (desk.current >= desk.told.findings.length) desk.current = -1;
  if (page()) show();
});
on("picked", mark);
