// Blocks dragged in the outline; the keyboard does the same with Ctrl and the arrows.

import { moveTo } from "./acts.js";

let dragged = null;

export function lift(line, block) {
  line.draggable = true;
  line.addEventListener("dragstart", (event) => {
    dragged = block;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", block.title ?? block.text ?? "");
  });
  line.addEventListener("dragend", () => (dragged = null));
  for (const [name, listener] of Object.entries(landing(block.place, false))) {
    line.addEventListener(name.slice(2), listener);
  }
}

// Where something dragged may land: before or behind a block, or first beneath a heading.
export function landing(place, heading) {
  const behind = (event) => {
    const box = event.currentTarget.getBoundingClientRect();
    return !heading && event.clientY > box.top + box.height / 2;
  };
  const clear = (event) => event.currentTarget.classList.remove("above", "below");
  return {
    ondragover: (event) => {
      if (!dragged) return;
      event.preventDefault();
      clear(event);
      event.currentTarget.classList.add(heading || behind(event) ? "below" : "above");
    },
    ondragleave: clear,
    ondrop: (event) => {
      if (!dragged) return;
      event.preventDefault();
      clear(event);
      moveTo(dragged, [place[0], place[1] + (behind(event) ? 1 : 0)]);
    },
  };
}
