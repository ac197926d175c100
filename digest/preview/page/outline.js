// The left column: head, sections and their blocks, what is held back at the foot.

import { nameOf, toggle } from "./acts.js";
import { openAdd } from "./add.js";
import { grip, landing, lift } from "./drag.js";
import { button, element } from "./element.js";
import { HEAD, blocks, doubts, isShown, issue, select } from "./issue.js";
import { arrange } from "./keep.js";
import { leftOut, sectionOf } from "./leftout.js";
import { hasTwo } from "./session.js";
import { count, inWords, say } from "./words.js";

let list, filter;

export function furnish(root) {
  root.setAttribute("aria-label", say("panel_outline"));
  filter = element("input", {
    type: "search", id: "filter", placeholder: say("search"), "aria-label": say("search"), oninput: draw,
  });
  list = element("div", { id: "sections" });
  root.append(filter, list);
}

export const search = () => filter.focus();

// The chosen line is seen, and read out: the focus goes with the choice.
export function reveal() {
  const line = list.querySelector("[aria-current]");
  line?.scrollIntoView({ block: "nearest" });
  if (line?.checkVisibility()) line.focus({ preventScroll: true });
}

// Drawn anew is only what changed: a press that began on a line ends on it. The focus stays on its line.
export function draw() {
  if (!issue.state) return;
  const focused = list.contains(document.activeElement) ? document.activeElement.dataset.key : null;
  const wanted = filter.value.trim().toLocaleLowerCase();
  const { head, preamble, sections, left_out: left } = issue.state;
  const rest = left.filter((story) => sectionOf(story) < 0);
  arrange(list, [
    { key: "head", from: [head.title, head.frozen], make: drawHead },
    ...listed(matching(preamble, wanted)),
    ...sections.map((section) => ({
      key: `section ${section.number}`, make: () => element("section"), parts: inSection(section, wanted),
    })),
    ...(rest.length ? [leftOut("", rest, say("elsewhere"))] : []),
    ...away("held", "reserve"),
    ...away("dropped", "dropped_items"),
  ]);
  const here = issue.selected && spotOf(issue.selected);
  for (const one of list.querySelectorAll(".line")) {
    if (one.dataset.spot === here) one.setAttribute("aria-current", "true");
    else one.removeAttribute("aria-current");
  }
  if (focused && document.activeElement?.dataset.key !== focused) {
    list.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
  }
}

const spotOf = ({ kind, place }) => `${kind} ${place?.join() ?? ""}`;
const keyOf = (block) => block.id ?? block.place.join("-");

const line = (target, key, ...inside) =>
  button(inside, () => choose(target), { className: "line", data: { key, spot: spotOf(target) } });

function choose(target) {
  select(target);
  document.dispatchEvent(new CustomEvent("reveal"));
}

function drawHead() {
  const { head } = issue.state;
  return element(
    "section",
    { className: "head" },
    line(
      HEAD, "head",
      element("span", { className: "title" }, head.title || say("untitled")),
      element("span", { className: "soft" }, say("head"), head.frozen ? ` · ${say("frozen")}` : ""),
    ),
  );
}

const matching = (blocks, wanted) =>
  blocks.filter(
    (block) =>
      block.kind !== "note" && isShown(block) &&
      (!wanted || `${nameOf(block)} ${block.text ?? ""}`.toLocaleLowerCase().includes(wanted)),
  );

// What stands before the first section (most issues have nothing there), or in one.
function listed(shown) {
  if (!shown.length) return [];
  const parts = shown.map((block) => ({
    key: spotOf(block),
    from: [block, doubts(block), hasTwo(block)],
    make: () => element("li", {}, drawBlock(block)),
  }));
  return [{ key: "list", make: () => element("ul"), parts }];
}

function inSection(section, wanted) {
  const { number, title, audience, key, blocks: all } = section;
  const end = [number, all.length];
  const shown = matching(all, wanted);
  const left = issue.state.left_out.filter((story) => sectionOf(story) === number);
  const begin = () => button(say("write_here"), () => openAdd(end, "prose"), { className: "begin" });
  return [
    { key: "heading", from: [number, title, audience, end], make: () => drawHeading(section, end) },
    ...(shown.length || wanted ? listed(shown) : [{ key: "begin", from: end, make: begin }]),
    ...(left.length ? [leftOut(key, left, count("left_out", left.length))] : []),
  ];
}

function drawHeading({ number, title: given, audience }, end) {
  const title = given || say("untitled");
  const heading = element(
    "h2",
    {},
    line(
      { kind: "section", place: [number] }, `section ${number}`,
      title,
      audience === "subscribers" && element("span", { className: "tag" }, say("subscribers")),
    ),
    button("+", () => openAdd(end), {
      className: "add", title: say("add_to", { section: title }), "aria-label": say("add_to", { section: title }),
    }),
  );
  landing(heading, [number, 0], true);
  return heading;
}

const STATES = ["new", "locked", "unsure"];

function drawBlock(block) {
  const made = line(block, keyOf(block), grip(), ...(block.kind === "item" ? ofItem(block) : ofOther(block)));
  made.classList.toggle("other", block.kind !== "item");
  lift(made, block);
  return made;
}

function ofOther(block) {
  if (block.kind === "deal") {
    return [!block.sure && element("span", { className: "dot", role: "img", title: say("unsure"), "aria-label": say("unsure") }), element("span", { className: "title" }, nameOf(block))];
  }
  const words = nameOf({ ...block, text: block.text?.replace(/[*_#]/g, "") });
  return [element("span", { className: "title" }, words), element("span", { className: "soft" }, say(`kind_${block.kind}`))];
}

function ofItem(item) {
  const publishers = new Set(item.links.map((link) => link.text)).size;
  const { doubted, vouched } = doubts(item);
  const more = item.marks.find((mark) => mark.startsWith("more:"))?.slice(5);
  const from = item.marks.find((mark) => mark.startsWith("from:"))?.slice(5);
  const told = [
    item.label,
    publishers ? count("publishers", publishers) : "",
    ...STATES.filter((mark) => item.marks.includes(mark)).map((mark) => say(`mark_${mark}`)),
    more && count("more_sources", Number(more)),
    from && say("carried", { date: inWords(from, "short") }),
    item.build && say("mark_edited"),
    item.offered.length > 0 && say("mark_offered"),
    hasTwo(item) && say("mark_two"),
    vouched > 0 && say("mark_vouched"),
  ].filter(Boolean);
  return [
    doubted.length > 0 && element("span", { className: "dot", title: count("doubts", doubted.length), role: "img", "aria-label": count("doubts", doubted.length) }),
    element("span", { className: "title" }, nameOf(item)),
    element("span", { className: "soft" }, told.join(" · ")),
  ];
}

// Held for the next issue, or dropped from this one: out of the mail, never out of the file.
function away(mark, heading) {
  const found = blocks().filter((block) => block.marks?.includes(mark));
  if (!found.length) return [];
  const drawAway = (item) =>
    element(
      "li",
      {},
      line(item, keyOf(item), element("span", { className: "title" }, nameOf(item))),
      button(say("bring_back"), () => toggle(mark, item), { className: "quiet" }),
    );
  const parts = [
    { key: "heading", make: () => element("h2", {}, element("span", { className: "heading" }, say(heading))) },
    { key: "list", make: () => element("ul"), parts: found.map((item) => ({ key: spotOf(item), from: item, make: () => drawAway(item) })) },
  ];
  return [{ key: mark, make: () => element("section", { className: "away" }), parts }];
}
