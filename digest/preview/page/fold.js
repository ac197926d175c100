// What is folded away, and stays open while the column around it is drawn anew.

import { element } from "./element.js";

const open = new Set();

// `children` is called once the fold is open: two hundred stories are only drawn for who looks at them.
export function fold(key, summary, children, { className = "more", start = false } = {}) {
  if (start) open.add(key);
  const made = element("details", { className, open: open.has(key) }, element("summary", {}, summary));
  const fill = () => {
    if (made.childElementCount === 1) made.append(...[children()].flat(Infinity).filter(Boolean));
  };
  if (made.open) fill();
  made.addEventListener("toggle", () => {
    if (made.open) {
      open.add(key);
      fill();
    } else open.delete(key);
  });
  return made;
}
