// The middle: the very mail, in a frame where nothing runs, loaded behind the one that is shown.

import { element } from "./element.js";
import { HEAD, isSelected, issue, select } from "./issue.js";
import * as inplace from "./inplace.js";
import * as inspector from "./inspector.js";
import * as marks from "./marks.js";
import { show } from "./panels.js";
import { Places } from "./places.js";
import { say } from "./words.js";

const NARROW = matchMedia("(max-width: 700px)"); // where a mail at 600 pixels would be read with a glass
const look = { kind: "mail", width: NARROW.matches ? "375" : "600", scheme: "light", variant: "everyone", pictures: true };
let desk, shown = null, address = "", plain, keyListener = () => {};
let places = null; // where each block stands in the frame that is shown

const SWITCHES = [
  ["kind", ["mail", "text", "web"]],
  ["width", ["600", "375"]],
  ["scheme", ["light", "dark"]],
  ["variant", ["everyone", "subscribers"]],
  ["pictures", [true, false]],
];

export const onKey = (listener) => (keyListener = listener);

export function furnish(root, switches) {
  desk = root;
  plain = element("pre", { id: "plain", tabIndex: 0, hidden: true, "aria-label": say("view_text") });
  desk.append(plain);
  switches.setAttribute("aria-label", say("views"));
  for (const [name, values] of SWITCHES) {
    const group = element("div", { className: "group", role: "group", "aria-label": say(`views_${name}`) });
    for (const value of values) {
      const choose = () => {
        look[name] = value;
        press();
        draw();
      };
      const word = name === "pictures" ? (value ? "pictures" : "no_pictures") : value;
      group.append(element("button", { type: "button", data: { name, value }, onclick: choose }, say(`view_${word}`)));
    }
    switches.append(group);
  }
  document.addEventListener("reveal", reveal);
  new ResizeObserver(fit).observe(desk);
  inplace.onClose(draw);
  press();
}

function press() {
  for (const button of document.querySelectorAll("#switches button")) {
    button.setAttribute("aria-pressed", String(look[button.dataset.name]) === button.dataset.value);
  }
}

const MARGIN = 16; // pixels of the desk beside the mail, left and right together

function fit() {
  const room = desk.clientWidth - MARGIN;
  if (room > 0) desk.style.setProperty("--fit", Math.min(1, room / Number(look.width)));
}

export function draw() {
  fit();
  desk.dataset.width = look.kind === "web" && look.width === "600" ? "web" : look.width;
  desk.dataset.scheme = look.scheme;
  desk.dataset.kind = look.kind;
  // The last good view stays while there is a mistake, never half of one; and while somebody writes in it.
  if (issue.state && !issue.error && !inplace.active()) {
    const bare = look.pictures ? "" : "&bare";
    const wanted = `/view/${look.kind}?variant=${look.variant}${bare}&v=${issue.version}`;
    if (wanted !== address) {
      address = wanted;
      (look.kind === "text" ? loadText : load)(wanted);
    }
  }
  marks.draw(places);
}

async function loadText(wanted) {
  const answer = await fetch(wanted);
  if (!answer.ok || wanted !== address) return;
  plain.textContent = await answer.text();
  plain.hidden = false;
  shown?.remove();
  shown = places = null;
}

function load(wanted) {
  const frame = element("iframe", { className: "coming", title: say("view_mail") });
  frame.setAttribute("sandbox", "allow-same-origin"); // to look into it from here; nothing runs in it
  frame.addEventListener("load", () => {
    const inside = frame.contentDocument; // none where the server did not answer: it is asked again
    if (wanted !== address || inplace.active() || !inside) {
      frame.remove();
      if (inplace.active() || wanted === address) address = "";
      return;
    }
    const scroll = shown?.contentWindow?.scrollY ?? 0;
    inside.documentElement.style.scrollBehavior = "auto";
    inside.defaultView.scrollTo(0, scroll);
    for (const [name, listener] of Object.entries({ click: clicked, dblclick: doubleClicked, mouseover: hovered, mousemove: followed, keydown: keyListener })) {
      inside.addEventListener(name, (event) => listener(event));
    }
    marks.prepare(inside);
    frame.classList.remove("coming");
    shown?.remove();
    shown = frame;
    plain.hidden = true;
    places = new Places(inside, look.variant);
    marks.draw(places);
  });
  frame.src = wanted;
  desk.append(frame);
}

function clicked(event) {
  if (event.target.closest?.("a")) event.preventDefault(); // a link in the mail is looked at, not followed
  if (inplace.holds(event.target)) return;
  if (inplace.active()) inplace.close();
  const block = places?.at(event.target);
  if (!block) return;
  select(block);
  if (document.body.dataset.panel === "outline") show("inspector"); // two columns: what was asked for
  const offset = places.offset(event.clientX, event.clientY);
  document.dispatchEvent(new CustomEvent("sentence", { detail: { block, offset, places } }));
  document.querySelector(".line[aria-current]")?.scrollIntoView({ block: "nearest" });
}

function doubleClicked(event) {
  if (inplace.holds(event.target)) return;
  const block = places?.at(event.target);
  if (block) write(block, event);
}

function hovered(event) {
  marks.hover(places?.at(event.target) ?? null);
}

// The sentence under the pointer, of the item that is chosen; looked for once a frame.
let moving = 0;
function followed(event) {
  cancelAnimationFrame(moving);
  moving = requestAnimationFrame(() => {
    const block = places?.at(event.target);
    const near = block && block.kind === "item" && isSelected(block) && !inplace.active();
    const offset = near ? places.offset(event.clientX, event.clientY) : -1;
    document.dispatchEvent(new CustomEvent("near", { detail: { block, offset, places } }));
  });
}

// Writes where the words stand; where the paper does not show them, in the form beside it.
export function write(block, event = null) {
  const place = block.kind === HEAD.kind ? null : places?.of(block);
  if (place && inplace.open(block, place, event)) return;
  show("inspector");
  inspector.focus(block.kind === "item" ? "title" : "text");
}

export function reveal() {
  const here = issue.selected && places?.ofPlace(issue.selected);
  here?.element.scrollIntoView({ block: "center" });
}
