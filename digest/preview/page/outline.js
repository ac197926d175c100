// The left column: sections, their items, and the stories left out. Items are dragged here.

import { element } from "./element.js";
import { isSelected, issue, items, select } from "./issue.js";
import { announce, attempt, moveTo } from "./newsroom.js";
import { count, say } from "./words.js";

let list, filter, dragged = null;
const open = new Set();

export function furnish(root) {
  root.setAttribute("aria-label", say("panel_outline"));
  filter = element("input", {
    type: "search", id: "filter", placeholder: say("search"), "aria-label": say("search"), oninput: draw,
  });
  list = element("div", { id: "sections" });
  root.append(filter, list);
}

export const search = () => filter.focus();

export function reveal() {
  list.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" });
}

// Drawn anew at each change; the focus stays on the line it was on.
export function draw() {
  if (!issue.state) return;
  const focused = list.contains(document.activeElement) ? document.activeElement.dataset.key : null;
  const wanted = filter.value.trim().toLocaleLowerCase();
  const rest = issue.state.left_out.filter((story) => sectionOf(story) < 0);
  list.replaceChildren(
    ...issue.state.sections.map((section) => drawSection(section, wanted)),
    ...(rest.length ? [leftOut("", rest, say("elsewhere"))] : []),
  );
  if (focused) list.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
}

const sectionOf = (story) =>
  issue.state.sections.findIndex((section) => section.key !== null && section.key === story.section);

function drawSection(section, wanted) {
  const blocks = section.blocks.filter(
    (block) =>
      block.kind !== "note" &&
      (!wanted || `${block.title ?? ""} ${block.text ?? ""}`.toLocaleLowerCase().includes(wanted)),
  );
  const left = issue.state.left_out.filter((story) => sectionOf(story) === section.number);
  const heading = element(
    "h2",
    target([section.number, 0], true),
    section.title || say("untitled"),
    section.audience === "subscribers" && element("span", { className: "tag" }, say("subscribers")),
  );
  return element(
    "section",
    {},
    heading,
    element("ul", {}, blocks.map((block) => element("li", {}, drawBlock(block)))),
    left.length > 0 && leftOut(section.key, left, count("left_out", left.length)),
  );
}

function drawBlock(block) {
  if (block.kind !== "item") {
    return element("p", { className: "other" }, (block.text || say("picture")).slice(0, 60));
  }
  const publishers = new Set(block.links.map((link) => link.text)).size;
  const states = block.marks.filter((mark) => ["locked", "new", "held", "dropped"].includes(mark));
  return element(
    "button",
    {
      type: "button",
      className: "line",
      draggable: true,
      "aria-current": isSelected(block) ? "true" : null,
      data: { key: block.id ?? block.place.join("-") },
      onclick: () => {
        select(block);
        document.dispatchEvent(new CustomEvent("reveal"));
      },
      ondragstart: (event) => {
        dragged = block;
        event.dataTransfer.effectAllowed = "move";
        event.dataTransfer.setData("text/plain", block.title);
      },
      ondragend: () => (dragged = null),
      ...target(block.place, false),
    },
    element("span", { className: "title" }, block.title || block.text.slice(0, 60)),
    element(
      "span",
      { className: "soft" },
      [publishers ? count("publishers", publishers) : "", ...states.map((mark) => say(`mark_${mark}`))]
        .filter(Boolean)
        .join(" · "),
    ),
  );
}

// Where something dragged may land: before or behind an item, or first beneath a heading.
function target(place, heading) {
  const behind = (event) =>
    !heading && event.offsetY > event.currentTarget.offsetHeight / 2;
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

function leftOut(key, stories, title) {
  const details = element(
    "details",
    { className: "left-out", open: open.has(key), ontoggle: () => (details.open ? open.add(key) : open.delete(key)) },
    element("summary", {}, title),
    element("ul", {}, stories.map(drawStory)),
  );
  return details;
}

function drawStory(story) {
  const parts = Object.entries(story.parts).map(([name, value]) => `${name} ${value}`).join(", ");
  const own = sectionOf(story);
  const choice = element(
    "select",
    { "aria-label": say("section") },
    issue.state.sections.map((section) =>
      element("option", { value: section.number, selected: section.number === own }, section.title || say("untitled")),
    ),
  );
  if (own < 0) choice.value = Math.max(0, issue.state.sections.findIndex((one) => one.blocks.some((block) => block.kind === "item")));
  const enter = async () => {
    const section = issue.state.sections[Number(choice.value)];
    const place = [section.number, section.blocks.length];
    announce(say("writing", story));
    const told = await attempt("enter", { at: place, story: story.story }, say("entered", { title: story.title, section: section.title }));
    if (told.done) select(items().find((item) => item.id === story.story) ?? null);
  };
  return element(
    "li",
    {},
    element("p", { className: "title" }, story.title),
    element("p", { className: "soft" }, `${story.publishers.join(", ")} · `, element("span", { title: parts }, say("score", { count: story.score }))),
    element("p", { className: "soft" }, story.why),
    element("div", { className: "row" }, choice, element("button", { type: "button", onclick: enter }, say("enter"))),
  );
}
