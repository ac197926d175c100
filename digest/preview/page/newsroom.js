import { element, typing } from "./element.js";
import * as inspector from "./inspector.js";
import { act, current, follow, issue, items, onChange, select } from "./issue.js";
import * as outline from "./outline.js";
import * as paper from "./paper.js";
import { count, inWords, learn, say } from "./words.js";

const find = (id) => document.getElementById(id);

export function announce(words) {
  find("said").textContent = words;
}

// One act, and what came of it in words.
export async function attempt(name, wish, words, landing) {
  const told = await act(name, wish, landing);
  announce(told.done ? words : `${told.message} ${told.hint}`);
  return told;
}

const clock = () =>
  new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });

export const saved = () => say("saved", { position: clock() });

export async function moveTo(item, to) {
  const [section, block] = item.place;
  const later = section === to[0] && to[1] > block;
  const landing = later ? [to[0], to[1] - 1] : to;
  const title = issue.state.sections[to[0]].title;
  const rank = issue.state.sections[to[0]].blocks
    .slice(0, to[1])
    .filter((other) => other.kind === "item" && other.place.join() !== item.place.join()).length;
  const words = say("moved", { title: item.title, section: title, position: rank + 1 });
  await attempt("move", { at: item.place, to }, words, landing);
}

// One step up or down: past the next item, or over the heading into the section beside.
function step(down) {
  const item = current();
  if (!item) return;
  const [section, block] = item.place;
  const blocks = issue.state.sections[section].blocks;
  const way = down ? blocks.slice(block + 1) : blocks.slice(0, block).reverse();
  const next = way.find((other) => other.kind === "item");
  if (next) {
    moveTo(item, [section, next.place[1] + (down ? 1 : 0)]);
    return;
  }
  const beside = issue.state.sections[section + (down ? 1 : -1)];
  if (beside) moveTo(item, [beside.number, down ? 0 : beside.blocks.length]);
}

function walk(by) {
  const all = items();
  if (!all.length) return;
  const at = all.findIndex((item) => item.place.join() === issue.selected?.place.join());
  const next = all[Math.min(all.length - 1, Math.max(0, at < 0 ? 0 : at + by))];
  select(next);
  outline.reveal();
  paper.reveal();
}

export async function toggleLock(item) {
  const on = !item.marks.includes("locked");
  await attempt("mark", { at: item.place, word: "locked", on }, say(on ? "locked" : "unlocked", item));
}

export async function takeOut(item) {
  await attempt("remove", { at: item.place }, say("removed", item));
}

const undo = () => attempt("undo", {}, say("undone"));
const redo = () => attempt("redo", {}, say("redone"));

function press(event) {
  const command = event.ctrlKey || event.metaKey;
  if (event.key === "Escape" && typing(event) && !document.querySelector("dialog[open]")) {
    event.target.blur();
    find("paper").focus();
    return;
  }
  if (typing(event) || event.altKey) return;
  const item = current();
  const key = command ? `^${event.key.toLowerCase()}` : event.key.toLowerCase();
  const ways = {
    j: () => walk(1),
    k: () => walk(-1),
    "^arrowdown": () => step(true),
    "^arrowup": () => step(false),
    "^z": () => (event.shiftKey ? redo() : undo()),
    "^y": redo,
    "/": outline.search,
    "?": () => find("keys").showModal(),
    s: item && inspector.chooseSection,
    l: item && (() => toggleLock(item)),
    x: item && (() => takeOut(item)),
    enter: item && !event.target.matches("button, a, summary") && inspector.write,
  };
  if (ways[key]) {
    event.preventDefault();
    ways[key]();
  }
}

function furnish() {
  find("acts").setAttribute("aria-label", say("acts"));
  find("acts").append(
    element("button", { id: "undo", type: "button", onclick: undo }, say("undo")),
    element("button", { id: "redo", type: "button", onclick: redo }, say("redo")),
    element("button", { type: "button", onclick: () => find("keys").showModal() }, say("keys")),
  );
  const keys = ["jk", "enter", "escape", "arrows", "s", "l", "x", "slash", "z", "question"];
  find("keys").setAttribute("aria-labelledby", "keys-title");
  find("keys").append(
    element("h2", { id: "keys-title" }, say("keys")),
    element(
      "dl",
      {},
      keys.map((key) => {
        const [combination, meaning] = say(`key_${key}`).split(" — ");
        return element("div", {}, element("dt", {}, element("kbd", {}, combination)), element("dd", {}, meaning));
      }),
    ),
    element("form", { method: "dialog" }, element("button", {}, say("close"))),
  );
  find("tabs").setAttribute("aria-label", say("panels"));
  for (const panel of ["outline", "paper", "inspector"]) {
    find("tabs").append(
      element("button", { type: "button", data: { panel }, onclick: () => show(panel) }, say(`panel_${panel}`)),
    );
  }
  find("paper").setAttribute("aria-label", say("panel_paper"));
}

// Where there is room for one column less, one panel at a time.
export function show(panel) {
  document.body.dataset.panel = panel;
  draw();
}

function drawError() {
  const box = find("error");
  const { error } = issue;
  box.hidden = !error;
  box.replaceChildren();
  if (error) {
    box.append(
      element("strong", {}, say("error")),
      element("p", {}, error.message),
      element("p", { className: "soft" }, error.hint),
    );
  }
}

function draw() {
  const { state } = issue;
  drawError();
  for (const tab of find("tabs").children) {
    tab.setAttribute("aria-pressed", tab.dataset.panel === document.body.dataset.panel);
  }
  if (!state) return;
  document.title = `${state.head.title || state.newsletter} · digest`;
  find("newsletter").textContent = state.newsletter;
  find("date").textContent = inWords(state.date);
  find("date").dateTime = state.date;
  const kilobytes = Math.round((state.bytes ?? 0) / 1000);
  find("measures").replaceChildren(
    count("words", state.words), " · ", count("minutes", state.minutes), " · ",
    element("span", { className: kilobytes > 102 ? "wrong" : "" }, say("weight", { count: kilobytes, limit: 102 })),
  );
  find("undo").disabled = !state.undo;
  find("redo").disabled = !state.redo;
}

await learn();
furnish();
outline.furnish(find("outline"));
paper.furnish(find("desk"), find("switches"));
inspector.furnish(find("inspector"));
for (const part of [draw, outline.draw, paper.draw, inspector.draw]) onChange(part);
document.addEventListener("keydown", press);
paper.onKey(press);
follow((lost) => {
  document.body.classList.toggle("lost", lost);
  if (lost) announce(say("lost"));
  else if (find("said").textContent === say("lost")) announce("");
});
