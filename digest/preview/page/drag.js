// Blocks dragged in the outline: by mouse anywhere on the line, by finger or pen on its grip, so that
// the list can still be scrolled. The keyboard does the same with Ctrl and the arrows.

import { moveTo, nameOf } from "./acts.js";
import { element } from "./element.js";
import { issue } from "./issue.js";

const START = 5; // pixels: less is a click
const EDGE = 48; // pixels from the list's ends where it scrolls along

const landings = new WeakMap(); // element -> where something lands that is dropped on it
let drag = null; // {block, state, x, y, ghost, over, to}: what is under way, and in which issue

export const grip = () => element("span", { className: "grip", ariaHidden: "true" });

export function lift(line, block) {
  landing(line, block.place, false);
  line.addEventListener("pointerdown", (event) => {
    const hand = event.pointerType === "mouse" || event.target.matches(".grip");
    if (event.button === 0 && hand && !drag) begin(block, event);
  });
}

// Where something dragged may land: before or behind a block, or first beneath a heading.
export function landing(made, place, heading) {
  landings.set(made, { place, heading });
}

function begin(block, { clientX: x, clientY: y }) {
  drag = { block, state: issue.state, x, y, ghost: null, over: null, to: null };
  for (const [name, listener] of LISTENERS) document.addEventListener(name, listener, true);
}

function move(event) {
  const { block, x, y } = drag;
  if (!drag.ghost) {
    if (Math.hypot(event.clientX - x, event.clientY - y) < START) return;
    drag.ghost = element("div", { id: "ghost", ariaHidden: "true" }, nameOf(block));
    document.body.append(drag.ghost);
  }
  event.preventDefault();
  drag.ghost.style.translate = `${event.clientX + 12}px ${event.clientY + 12}px`;
  scroll(event.clientY);
  aim(event);
}

function aim({ clientX, clientY }) {
  clear();
  const under = document.elementFromPoint(clientX, clientY);
  const over = under?.closest(".line[data-key], h2");
  const target = over && landings.get(over);
  drag.to = null;
  if (!target) return;
  const box = over.getBoundingClientRect();
  const behind = !target.heading && clientY > box.top + box.height / 2;
  over.classList.add(target.heading || behind ? "below" : "above");
  drag.over = over;
  drag.to = [target.place[0], target.place[1] + (behind ? 1 : 0)];
}

const clear = () => drag.over?.classList.remove("above", "below");

function scroll(y) {
  const list = document.getElementById("outline");
  const { top, bottom } = list.getBoundingClientRect();
  if (y < top + EDGE) list.scrollBy(0, -EDGE / 4);
  else if (y > bottom - EDGE) list.scrollBy(0, EDGE / 4);
}

function end(event) {
  const { block, state, ghost, to } = drag;
  const dropped = event.type === "pointerup" && ghost && to;
  clear();
  ghost?.remove();
  drag = null;
  for (const [name, listener] of LISTENERS) document.removeEventListener(name, listener, true);
  if (dropped) moveTo(block, to, state);
}

const LISTENERS = [
  ["pointermove", move],
  ["pointerup", end],
  ["pointercancel", end],
  ["keydown", (event) => event.key === "Escape" && end(event)],
];
