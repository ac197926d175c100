// What is marked in the paper: the selected block, the sentence looked at, claims that no source bears out.
// Outlines and highlights change nothing of the mail; the frame is made anew from its bytes each time.

import { doubts, isSelected, issue, items } from "./issue.js";

const STYLE = `
::highlight(doubt) { text-decoration: underline wavy #d0342c 1.5px; text-underline-offset: 3px; }
::highlight(sentence) { background-color: rgb(255 214 102 / .45); }
`;

let places = null, hovering = null, sentence = null;

export function prepare(inside) {
  const style = inside.createElement("style");
  style.textContent = STYLE;
  inside.head.append(style);
}

export function hover(block) {
  hovering = block;
  outline();
}

// The sentence an editor looks at, shown where readers will read it.
export function look(block, words) {
  sentence = words ? { block, words } : null;
  light("sentence", sentence ? [[sentence.block, sentence.words]] : []);
}

export function draw(now) {
  places = now;
  outline();
  light("doubt", items().flatMap((item) => doubts(item).doubted.map((claim) => [item, claim])));
  look(sentence?.block, sentence?.words);
}

function light(name, claims) {
  const view = places?.document.defaultView;
  if (!view?.CSS?.highlights) return; // an older browser: the list on the right says it all
  const found = claims.map(([block, words]) => places.within(block, words)).filter(Boolean);
  if (!found.length) view.CSS.highlights.delete(name);
  else view.CSS.highlights.set(name, new view.Highlight(...found.map(({ start, end }) => places.range(start, end))));
}

function outline() {
  const accent = getComputedStyle(document.getElementById("desk")).getPropertyValue("--accent");
  for (const { block, element } of places?.found ?? []) {
    const chosen = block.kind === issue.selected?.kind && (block.kind === "head" || isSelected(block));
    const near = hovering && hovering.kind === block.kind && hovering.place?.join() === block.place?.join();
    element.style.outline = chosen ? `2px solid ${accent}` : near ? "1px solid rgb(128 120 108 / .5)" : "";
    element.style.outlineOffset = chosen || near ? "8px" : "";
    element.style.borderRadius = chosen || near ? "2px" : "";
  }
}
