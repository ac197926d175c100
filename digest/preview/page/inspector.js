// The right column: the selected item's words, and what each of its sentences rests on.

import { element, outward } from "./element.js";
import { act, current, issue } from "./issue.js";
import { announce, moveTo, saved, show, takeOut, toggleLock } from "./newsroom.js";
import { count, inWords, say } from "./words.js";

const PAUSE = 1200; // milliseconds without a key: what was typed is saved
const FIELDS = ["label", "title", "text"];

let root, form = null;
let base = null; // the item as the fields were filled from
let conflict = null; // the item on disk, where it changed under the editor's hands
let timer = 0;

export function furnish(place) {
  root = place;
  root.setAttribute("aria-label", say("panel_inspector"));
  window.addEventListener("beforeunload", (event) => {
    if (base && dirty()) event.preventDefault();
  });
}

export const write = () => {
  show("inspector");
  form?.elements.title.focus();
};
export const chooseSection = () => {
  show("inspector");
  form?.elements.section.focus();
};

const fields = () => Object.fromEntries(FIELDS.map((name) => [name, form.elements[name].value]));
const alike = (a, b) => FIELDS.every((name) => a[name] === b[name]);
const dirty = () => form && !alike(fields(), base);
const sameItem = (a, b) => (a.id || b.id ? a.id === b.id : a.place.join() === b.place.join());

export function draw() {
  const item = current();
  if (!item) {
    if (form && dirty()) {
      keepTyped();
      return;
    }
    form = base = conflict = null;
    root.replaceChildren(element("p", { className: "soft empty" }, say("choose")));
    return;
  }
  if (!base || !form || !sameItem(base, item)) {
    if (base && form && dirty() && !conflict) save(base);
    fill(item);
  } else if (!alike(item, base)) {
    if (!dirty()) fill(item);
    else if (alike(item, fields())) base = item;
    else conflict = item;
  } else {
    base = item;
  }
  drawAround(item);
}

// The item is gone from the file while somebody writes it: the words stay, to be copied.
function keepTyped() {
  root.querySelector("#beside")?.replaceChildren(
    element("div", { className: "conflict", role: "alert" }, element("strong", {}, say("gone")), element("p", {}, say("gone_hint"))),
  );
}

function fill(item) {
  const focused = form?.contains(document.activeElement) ? document.activeElement.name : null;
  const caret = focused && document.activeElement.selectionStart;
  clearTimeout(timer);
  base = item;
  conflict = null;
  const field = (name, rows) =>
    element("textarea", { name, id: `field-${name}`, rows, value: item[name], spellcheck: true, oninput: typed });
  form = element(
    "form",
    {
      onsubmit: (event) => {
        event.preventDefault();
        save(base);
      },
      onchange: (event) => event.target.name !== "section" && save(base),
      onkeydown: (event) => {
        if ((event.ctrlKey || event.metaKey) && (event.key === "Enter" || event.key === "s")) {
          event.preventDefault();
          save(base);
        }
      },
    },
    element("label", { htmlFor: "field-label" }, say("label")),
    element("input", { name: "label", id: "field-label", value: item.label, oninput: typed, autocomplete: "off" }),
    element("label", { htmlFor: "field-title" }, say("title")),
    field("title", 2),
    element("label", { htmlFor: "field-text" }, say("text")),
    toolbar(),
    field("text", 8),
    element("div", { id: "beside" }),
    element("label", { htmlFor: "field-section" }, say("section")),
    element("select", { name: "section", id: "field-section", onchange: moveSection }),
    element("div", { className: "row", id: "item-acts" }),
  );
  root.replaceChildren(form, element("section", { id: "sources" }));
  const again = focused && form.elements[focused];
  if (again) {
    again.focus();
    if (again.setSelectionRange && focused !== "section") again.setSelectionRange(caret, caret);
  }
}

const TOOLS = [
  ["bold", "**", "**"],
  ["italic", "*", "*"],
  ["link", "[", "](https://)"],
  ["guillemets", "« ", " »"],
  ["nbsp", " ", ""],
];

function toolbar() {
  return element(
    "div",
    { className: "tools", role: "toolbar", "aria-label": say("tools") },
    TOOLS.map(([name, before, after]) =>
      element("button", {
        type: "button",
        title: say(`tool_${name}`),
        "aria-label": say(`tool_${name}`),
        className: `tool ${name}`,
        onclick: () => {
          const area = form.elements.text;
          const chosen = area.value.slice(area.selectionStart, area.selectionEnd);
          area.focus();
          area.setRangeText(before + chosen + after, area.selectionStart, area.selectionEnd, "end");
          typed();
        },
      }, { bold: say("tool_bold")[0], italic: "I", link: "↗", guillemets: "« »", nbsp: "⍽" }[name]),
    ),
  );
}

function typed() {
  clearTimeout(timer);
  timer = setTimeout(() => save(base), PAUSE);
}

// Saves what stands in the fields. Where the file changed elsewhere meanwhile, the act is done again
// on the new file, unless the very item is another one by now: then both are shown.
async function save(item) {
  clearTimeout(timer);
  if (conflict || !form) return;
  const words = fields();
  if (alike(words, item)) return;
  const wish = () => ({ at: (current() && sameItem(current(), item) ? current() : item).place, title: words.title, label: words.label, body: words.text });
  let told = await act("revise", wish());
  if (told.stale && !conflict && current() && sameItem(current(), item)) told = await act("revise", wish());
  if (told.done) {
    if (base && sameItem(base, item) && current()) base = current();
    announce(saved());
  } else if (!conflict) announce(`${told.message} ${told.hint}`);
  if (current()) drawAround(current());
}

function moveSection(event) {
  const section = issue.state.sections[Number(event.target.value)];
  const item = current();
  if (item && section.number !== item.place[0]) moveTo(item, [section.number, section.blocks.length]);
}

function drawAround(item) {
  root.querySelector("#beside").replaceChildren(...(conflict ? [drawConflict()] : []));
  form.elements.section.replaceChildren(
    ...issue.state.sections.map((section) => element("option", { value: section.number }, section.title || say("untitled"))),
  );
  form.elements.section.value = item.place[0];
  const locked = item.marks.includes("locked");
  root.querySelector("#item-acts").replaceChildren(
    element("button", { type: "button", "aria-pressed": String(locked), onclick: () => toggleLock(current()) }, say("lock")),
    element("button", { type: "button", onclick: () => takeOut(current()) }, say("remove")),
    element("span", { className: "soft" }, say("line", { position: item.line })),
  );
  root.querySelector("#sources").replaceChildren(...drawSources(item));
}

function drawConflict() {
  const theirs = conflict;
  return element(
    "div",
    { className: "conflict", role: "alert" },
    element("strong", {}, say("conflict")),
    element("p", { className: "title" }, theirs.label ? `${theirs.label} : ${theirs.title}` : theirs.title),
    element("p", {}, theirs.text),
    element(
      "div",
      { className: "row" },
      element("button", {
        type: "button",
        onclick: () => {
          base = theirs;
          conflict = null;
          save(base);
        },
      }, say("keep_mine")),
      element("button", {
        type: "button",
        onclick: () => {
          fill(theirs);
          drawAround(theirs);
        },
      }, say("take_theirs")),
    ),
  );
}

const bare = (text) => text.replace(/[\s*_\\]+/g, " ").trim();

function drawSources(item) {
  const heading = element("h2", {}, say("sources"));
  const publishers = item.links.length
    ? [element("p", { className: "soft" }, item.links.flatMap((link, at) => [at ? " · " : "", outward(link.url, link.text)]))]
    : [];
  if (!item.sentences.length) return [heading, ...publishers, element("p", { className: "soft" }, say("no_evidence"))];
  const now = bare(item.text);
  const told = item.sentences.map((sentence) => {
    const still = now.includes(bare(sentence.text));
    return element(
      "details",
      { className: "sentence", open: false },
      element(
        "summary",
        {},
        element("span", { className: still ? "" : "edited" }, sentence.text),
        element("span", { className: "soft" }, still ? count("passages", sentence.passages.length) : say("rewritten")),
      ),
      sentence.passages.map((passage) =>
        element(
          "figure",
          {},
          element("blockquote", {}, passage.before, element("mark", {}, passage.passage), passage.after),
          element("figcaption", { className: "soft" }, outward(passage.url, passage.source), passage.date ? `, ${inWords(passage.date)}` : "", ` · ${passage.title}`),
        ),
      ),
    );
  });
  return [heading, ...publishers, ...told];
}
