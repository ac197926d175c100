// Where each block of the issue stands in the mail, found by its words: so the mail needs no marks,
// and any template of the workspace's own is understood.
//
// Typography changes spaces and signs, never letters and digits: these are compared.

import { HEAD, blocks, isPrinted, issue, sectionAt } from "./issue.js";

const EDGE = 48; // letters at either end of a text that say where it stands
const SIGN = /[\p{L}\p{N}]/u;

const TARGET = /\]\((?:[^()\s]|\([^()\s]*\))*\)/g; // of a link: readers do not see it

export const letters = (words) =>
  [...(words ?? "").replace(TARGET, "]")].filter((sign) => SIGN.test(sign)).join("").toLowerCase();

export class Places {
  constructor(inside, variant) {
    this.document = inside;
    this.read(inside.body);
    this.found = [];
    let from = 0;
    const title = this.locate(letters(issue.state.head.title), from);
    if (title) this.found.push({ block: HEAD, ...title, element: this.box(title) });
    let before = null;
    for (const block of blocks()) {
      const { audience, title } = sectionAt(block.place[0]);
      if (!isPrinted(block)) continue;
      if (audience !== "everyone" && variant === "everyone") continue;
      if (block.place[0] !== before) from = this.heading(block.place[0], title, from);
      before = block.place[0];
      const place = this.ofWords(block, from);
      if (!place) continue;
      from = place.end;
      this.found.push({ block, ...place, element: this.box(place) });
    }
  }

  // The title of a section; its blocks stand behind it, even where the headline says the same as one of them.
  heading(number, title, from) {
    const wanted = letters(title);
    for (let place = this.locate(wanted, from); place; place = this.locate(wanted, place.end)) {
      const element = this.box(place).closest("h2");
      if (!element || letters(element.textContent) !== wanted) continue;
      this.found.push({ block: { kind: "section", place: [number] }, ...place, element });
      return place.end;
    }
    return from;
  }

  // All letters of the page that are drawn, and the text node and offset of each.
  read(body) {
    const walker = this.document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
    this.nodes = [];
    this.offsets = [];
    const flat = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (!node.data.trim() || !node.parentElement.getClientRects().length) continue;
      for (let at = 0; at < node.data.length; at += 1) {
        const sign = node.data[at].toLowerCase();
        if (sign.length !== 1 || !SIGN.test(sign)) continue;
        flat.push(sign);
        this.nodes.push(node);
        this.offsets.push(at);
      }
    }
    this.flat = flat.join("");
  }

  locate(wanted, from, to = this.flat.length) {
    if (!wanted) return null;
    const start = this.flat.indexOf(wanted, from);
    return start < 0 || start + wanted.length > to ? null : { start, end: start + wanted.length };
  }

  ofWords(block, from) {
    const title = letters(block.title || block.who || block.whom);
    const text = letters(block.text || block.alt || block.amount);
    const begin = title || text.slice(0, EDGE);
    const first = this.locate(begin, from);
    if (!first) return null;
    const last = text && this.locate(text.slice(-EDGE), title ? first.end : first.start);
    return { start: first.start, end: last ? last.end : first.end };
  }

  range(start, end) {
    const range = this.document.createRange();
    range.setStart(this.nodes[start], this.offsets[start]);
    range.setEnd(this.nodes[end - 1], this.offsets[end - 1] + 1);
    return range;
  }

  // The smallest element that draws it all as a block.
  box({ start, end }) {
    const range = this.range(start, end);
    let box = range.commonAncestorContainer;
    if (box.nodeType !== Node.ELEMENT_NODE) box = box.parentElement;
    const item = box.closest(".item");
    if (item) return item;
    const view = this.document.defaultView;
    while (box.parentElement && view.getComputedStyle(box).display.startsWith("inline")) box = box.parentElement;
    return box;
  }

  of(block) {
    return this.ofPlace({ kind: block.kind, place: block.place });
  }

  ofPlace({ kind, place }) {
    const wanted = (one) => one.block.kind === kind && (kind === "head" || one.block.place.join() === place?.join());
    return this.found.find(wanted) ?? null;
  }

  // The block that draws `target`: of several boxes in one another the smallest.
  at(target) {
    const holding = this.found.filter((one) => one.element.contains(target));
    holding.sort((a, b) => (a.element.contains(b.element) ? 1 : -1));
    return holding[0]?.block ?? null;
  }

  // Which letter stands at a point of the frame; -1 where none does.
  offset(x, y) {
    const at = this.document.caretPositionFromPoint?.(x, y);
    const [node, offset] = at
      ? [at.offsetNode, at.offset]
      : (({ startContainer, startOffset } = {}) => [startContainer, startOffset])(this.document.caretRangeFromPoint?.(x, y));
    if (!node) return -1;
    return this.nodes.findIndex((one, index) => one === node && this.offsets[index] >= offset);
  }

  // The words of `block` that say `words`, as {start, end}; whole words where there are: "fin" is not in "financer".
  within(block, words) {
    const place = this.of(block);
    const wanted = letters(words);
    let first = null;
    let found = place && this.locate(wanted, place.start, place.end + 1);
    for (; found; found = this.locate(wanted, found.start + 1, place.end + 1)) {
      if (!this.joined(found.start) && !this.joined(found.end)) return found;
      first ??= found;
    }
    return first;
  }

  // Whether a letter stands right behind the one before it.
  joined(at) {
    return at > 0 && this.nodes[at] === this.nodes[at - 1] && this.offsets[at] === this.offsets[at - 1] + 1;
  }
}
