// The small toolbar for a text that is written in place: bold, italic, link, guillemets, a space that holds.

import { element } from "./element.js";
import { say } from "./words.js";

const NBSP = "\u00a0";
let bar, inside = null, field = null;

const TOOLS = [
  ["bold", "G", () => inside.execCommand("bold")],
  ["italic", "I", () => inside.execCommand("italic")],
  ["link", "", link],
  ["guillemets", "« »", () => wrap(`«${NBSP}`, `${NBSP}»`)],
  ["nbsp", "", () => inside.execCommand("insertText", false, NBSP)],
];

export function furnish(root) {
  bar = root;
  bar.setAttribute("aria-label", say("tools"));
  const made = TOOLS.map(([name, sign, use]) => tool(name, sign, use));
  const address = element("input", {
    type: "url", placeholder: "https://", hidden: true, "aria-label": say("link_address"),
    onkeydown: (event) => {
      if (event.key === "Escape" || event.key === "Enter") {
        event.preventDefault();
        event.stopPropagation();
        finish(event.key === "Enter" ? address.value.trim() : "");
      }
    },
  });
  bar.append(...made, address);
}

const SIGN = { bold: () => say("tool_bold")[0] };

export function tool(name, sign, use) {
  return element("button", {
    type: "button",
    className: `tool ${name}`,
    title: say(`tool_${name}`),
    "aria-label": say(`tool_${name}`),
    onmousedown: (event) => event.preventDefault(), // the selection stays where it is
    onclick: use,
  }, SIGN[name]?.() ?? sign);
}

export function show(place, rich) {
  inside = place;
  field = rich;
  bar.hidden = !rich;
}

export function hide() {
  bar.hidden = true;
  inside = field = null;
}

function wrap(before, after) {
  const chosen = String(inside.getSelection());
  inside.execCommand("insertText", false, before + chosen + after);
}

let kept = null;

function link() {
  const selection = inside.getSelection();
  if (!selection.rangeCount || !field.contains(selection.anchorNode)) return;
  kept = selection.getRangeAt(0);
  const address = bar.querySelector("input");
  address.hidden = false;
  address.value = selection.anchorNode.parentElement?.closest("a")?.getAttribute("href") ?? "";
  address.focus();
}

function finish(url) {
  bar.querySelector("input").hidden = true;
  field.focus();
  const selection = inside.getSelection();
  selection.removeAllRanges();
  selection.addRange(kept);
  if (!url) return;
  if (selection.isCollapsed) inside.execCommand("insertText", false, url);
  if (selection.isCollapsed) selection.extend(selection.anchorNode, selection.anchorOffset - url.length);
  inside.execCommand("createLink", false, url);
}
