// What an editor does to an item beside writing it: states, places, versions; and what it rests on.

import { attempt, moveTo, nameOf, remove, seen, toggle } from "./acts.js";
import { button, element } from "./element.js";
import { row, switchButton } from "./form.js";
import { fold } from "./fold.js";
import * as links from "./links.js";
import { ask, issue, items } from "./issue.js";
import { type } from "./session.js";
import * as sources from "./sources.js";
import { count, say } from "./words.js";

let variants = null; // other ways to tell it, asked of the model

export function forget() {
  variants = null;
  sources.forget();
}

export function around(item) {
  const has = (mark) => item.marks.includes(mark);
  return [
    row(["locked", "held", "dropped"].map((mark) => switchButton(say(`do_${mark}`), has(mark), () => toggle(mark, item)))),
    news(item),
    item.build && version(item),
    element("div", { className: "beside" }, element("label", { htmlFor: "field-section" }, say("section")), sections(item)),
  ];
}

// What is seldom wanted, beneath the sources.
export function far(item) {
  return [
    fold("links", say("edit_links"), () => links.draw(item)),
    fold("more", say("more_acts"), () => [
      element("label", { htmlFor: "field-merge" }, say("merge_with")),
      others(item),
      issue.state.can.rewrite && rewriting(item),
      row(button(say("delete"), () => remove(item))),
    ]),
  ];
}

function news(item) {
  const more = item.marks.find((mark) => mark.startsWith("more:"))?.slice(5);
  if (!more && !item.marks.includes("new")) return null;
  const words = more ? count("more_sources", Number(more)) : say("mark_new");
  return element("div", { className: "row news" }, element("span", {}, words), button(say("seen_it"), () => seen(item), { className: "quiet" }));
}

// What the last build would say, where the editor says something else.
function version(item) {
  const { build } = item;
  const text = (words) => element("p", { className: "version" }, words);
  const take = () => {
    for (const name of ["label", "title", "text"]) type(name, build[name], "build");
  };
  const offered = item.offered.length > 0;
  const inside = () => [
    build.title !== item.title && text(build.title),
    build.text !== item.text && text(build.text),
    row(
      button(say("take_build"), take),
      offered && button(say("refuse_build"), () => attempt("refuse", { item: item.id }, say("refused"))),
    ),
  ];
  return fold(`build ${item.id}`, say(offered ? "build_offers" : "build_version"), inside, { className: "build", start: offered });
}

function sections(item) {
  const choose = (event) => {
    const section = issue.state.sections[Number(event.target.value)];
    if (section.number !== item.place[0]) moveTo(item, [section.number, section.blocks.length]);
  };
  const select = element(
    "select",
    { id: "field-section", onchange: choose },
    item.place[0] < 0 && element("option", { value: -1 }, say("preamble")),
    issue.state.sections.map((section) => element("option", { value: section.number }, section.title || say("untitled"))),
  );
  select.value = item.place[0];
  return select;
}

function others(item) {
  const select = element(
    "select",
    { id: "field-merge", onchange: () => (go.disabled = !select.value) },
    element("option", { value: "" }, say("choose_item")),
    items().map((other, at) => other.place.join() !== item.place.join() && element("option", { value: at }, nameOf(other))),
  );
  const merge = () => attempt("merge", { at: item.place, with: items()[Number(select.value)].place }, say("merged", { title: nameOf(item) }));
  const go = button(say("merge"), merge, { disabled: true });
  return [select, row(go)];
}

function rewriting(item) {
  const instruction = element("input", { id: "field-instruction", placeholder: say("instruction_hint") });
  const found = element("div", { className: "variants", "aria-live": "polite" }, variants?.map(drawVariant));
  const run = async () => {
    go.disabled = true;
    const waiting = setTimeout(() => found.replaceChildren(element("div", { className: "skeleton" }), element("div", { className: "skeleton" })), 300);
    const told = await ask(`/variants/${item.place.join("/")}`, { instruction: instruction.value });
    clearTimeout(waiting);
    go.disabled = false;
    variants = told.done ?? null;
    found.replaceChildren(...(variants?.map(drawVariant) ?? [element("p", { className: "wrong", role: "alert" }, `${told.message} ${told.hint}`)]));
  };
  const go = button(say("rewrite"), run);
  return [element("label", { htmlFor: "field-instruction" }, say("rewrite_how")), row(instruction, go), found];
}

function drawVariant(variant) {
  const take = () => {
    for (const name of ["label", "title", "text"]) type(name, variant[name], "variant");
  };
  return element(
    "div",
    { className: "variant" },
    element("p", { className: "title" }, variant.title),
    element("p", { className: "version" }, variant.text),
    row(button(say("take_variant"), take)),
  );
}

export function below(root, item) {
  links.refresh(item);
  sources.draw(root, item);
}
