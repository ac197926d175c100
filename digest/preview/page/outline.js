// The left column: head, sections and their blocks, what is held back at the foot.

import { nameOf, toggle } from "./acts.js";
import { openAdd } from "./add.js";
import { grip, landing, lift } from "./drag.js";
import { button, element } from "./element.js";
import { HEAD, blocks, doubts, isSelected, isShown, issue, select } from "./issue.js";
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

let signature = "";

// Drawn anew where something of it changed; the focus stays on the line it was on.
export function draw() {
  if (!issue.state) return;
  const now = JSON.stringify([issue.version, issue.selected, filter.value, issue.checks?.items]);
  if (now === signature) return;
  signature = now;
  const focused = list.contains(document.activeElement) ? document.activeElement.dataset.key : null;
  const wanted = filter.value.trim().toLocaleLowerCase();
  const rest = issue.state.left_out.filter((story) => sectionOf(story) < 0);
  list.replaceChildren(
    drawHead(),
    ...drawPreamble(wanted),
    ...issue.state.sections.map((section) => drawSection(section, wanted)),
    ...(rest.length ? [leftOut("", rest, say("elsewhere"))] : []),
    ...away("held", "reserve"),
    ...away("dropped", "dropped_items"),
  );
  if (focused) list.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
}

function line(target, key, selected, ...inside) {
  return button(inside, () => choose(target), {
    className: "line",
    "aria-current": selected ? "true" : null,
    data: { key },
  });
}

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
      HEAD, "head", issue.selected?.kind === "head",
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

// What stands before the first section: most issues have nothing there.
function drawPreamble(wanted) {
  const shown = matching(issue.state.preamble, wanted);
  return shown.length ? [drawList(shown)] : [];
}

const drawList = (shown) => element("ul", {}, shown.map((block) => element("li", {}, drawBlock(block))));

function drawSection(section, wanted) {
  const shown = matching(section.blocks, wanted);
  const left = issue.state.left_out.filter((story) => sectionOf(story) === section.number);
  const place = [section.number];
  const title = section.title || say("untitled");
  const heading = element(
    "h2",
    {},
    line(
      { kind: "section", place }, `section ${section.number}`,
      issue.selected?.kind === "section" && issue.selected.place[0] === section.number,
      title,
      section.audience === "subscribers" && element("span", { className: "tag" }, say("subscribers")),
    ),
    button("+", () => openAdd([section.number, section.blocks.length]), {
      className: "add", title: say("add_to", { section: title }), "aria-label": say("add_to", { section: title }),
    }),
  );
  landing(heading, [section.number, 0], true);
  return element(
    "section",
    {},
    heading,
    shown.length || wanted ? drawList(shown) : button(say("write_here"), () => openAdd([section.number, section.blocks.length], "prose"), { className: "begin" }),
    left.length > 0 && leftOut(section.key, left, count("left_out", left.length)),
  );
}

const STATES = ["new", "locked", "unsure"];

function drawBlock(block) {
  const selected = isSelected(block) && issue.selected.kind === block.kind;
  const key = block.id ?? block.place.join("-");
  const made = line(block, key, selected, grip(), ...(block.kind === "item" ? ofItem(block) : ofOther(block)));
  made.classList.toggle("other", block.kind !== "item");
  lift(made, block);
  return made;
}

function ofOther(block) {
  if (block.kind === "deal") {
    return [!block.sure && element("span", { className: "dot", role: "img", title: say("unsure"), "aria-label": say("unsure") }), element("span", { className: "title" }, nameOf(block))];
  }
  const words = (block.text || block.alt || say("picture")).replace(/[*_#]/g, "").slice(0, 80);
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
  return [
    element(
      "section",
      { className: "away" },
      element("h2", {}, element("span", { className: "heading" }, say(heading))),
      element(
        "ul",
        {},
        found.map((item) =>
          element(
            "li",
            {},
            line(item, item.id ?? item.place.join("-"), isSelected(item), element("span", { className: "title" }, nameOf(item))),
            button(say("bring_back"), () => toggle(mark, item), { className: "quiet" }),
          ),
        ),
      ),
    ),
  ];
}

