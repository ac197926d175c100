// All of it by keyboard, and the list of keys.

import { addAddress, isAddress, redo, step, toggle, undo } from "./acts.js";
import { element, typing } from "./element.js";
import { current, currentItem, issue, select, walkable } from "./issue.js";
import * as outline from "./outline.js";
import * as paper from "./paper.js";
import { show } from "./panels.js";
import { keyAnd, say } from "./words.js";

const KEYS = ["jk", "enter", "escape", "arrows", "s", "l", "h", "x", "paste", "slash", "z", "question"];
const dialog = () => document.getElementById("keys");

export const showKeys = () => dialog().showModal();

export function furnish() {
  dialog().setAttribute("aria-labelledby", "keys-title");
  dialog().append(
    element("h2", { id: "keys-title" }, say("keys")),
    element(
      "dl",
      {},
      KEYS.map(keyAnd).map(([keys, meaning]) => element("div", {}, element("dt", {}, keys), element("dd", {}, meaning))),
    ),
    element("form", { method: "dialog" }, element("button", { className: "main" }, say("close"))),
  );
  document.addEventListener("keydown", press);
  document.addEventListener("paste", pasted);
  paper.onKey(press);
}

function walk(by) {
  const all = walkable();
  if (!all.length) return;
  const at = all.findIndex((block) => block.place.join() === issue.selected?.place?.join());
  const next = all[Math.min(all.length - 1, Math.max(0, at < 0 ? 0 : at + by))];
  select(next);
  outline.reveal();
  paper.reveal();
}

function chooseSection() {
  show("inspector");
  document.getElementById("field-section")?.focus();
}

export function press(event) {
  const command = event.ctrlKey || event.metaKey;
  if (event.key === "Escape" && typing(event) && !document.querySelector("dialog[open]")) {
    event.target.blur();
    document.getElementById("paper").focus();
    return;
  }
  if (typing(event) || event.altKey) return;
  const item = currentItem();
  const ways = {
    j: () => walk(1),
    k: () => walk(-1),
    "^arrowdown": () => step(true),
    "^arrowup": () => step(false),
    "^z": () => (event.shiftKey ? redo() : undo()),
    "^y": redo,
    "/": () => {
      show("outline");
      outline.search();
    },
    "?": showKeys,
    s: item && chooseSection,
    l: item && (() => toggle("locked")),
    h: item && (() => toggle("held")),
    x: item && (() => toggle("dropped")),
    enter: current() && !event.target.matches("button:not([aria-current]), a, summary") && (() => paper.write(current())),
  };
  const key = (command ? "^" : "") + event.key.toLowerCase();
  if (ways[key]) {
    event.preventDefault();
    ways[key]();
  }
}

// An address pasted anywhere but in a field becomes an article and an item.
function pasted(event) {
  const words = event.clipboardData?.getData("text/plain") ?? "";
  if (typing(event) || !isAddress(words)) return;
  event.preventDefault();
  addAddress(words);
}

