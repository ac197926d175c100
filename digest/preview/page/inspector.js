// The right column: what is selected, to be written and looked into.

import { announce, attempt, moveSection, nameOf, remove, toggle } from "./acts.js";
import { button, element, outward, soft } from "./element.js";
import { field, refresh, row, switchButton } from "./form.js";
import { blocks, current, issue } from "./issue.js";
import * as item from "./item.js";
import { arrange } from "./keep.js";
import * as recalled from "./recalled.js";
import { discard, homeless, keepMine, onSession, putBack, session, takeTheirs } from "./session.js";
import { count, keyAnd, say } from "./words.js";

let root, form = null, drawn = null;

export function furnish(place) {
  root = place;
  root.setAttribute("aria-label", say("panel_inspector"));
  onSession(() => form && session.words && refresh(form));
}

export const focus = (name) => (form?.querySelector(`[name=${name}]`) ?? form?.querySelector("textarea, input"))?.focus();

export function draw() {
  const here = current();
  const lost = homeless().map((one) => ({ key: one.number, make: () => offer(one) }));
  if (!here || !session.words) {
    form = drawn = null;
    arrange(root, lost.length ? lost : [{ key: "empty", make: empty }]);
    return;
  }
  if (drawn !== session.key) {
    drawn = session.key;
    form = element("form", { onsubmit: (event) => event.preventDefault() }, ...fields(here));
    root.replaceChildren(form, element("div", { id: "beside" }), element("div", { id: "around" }), element("div", { id: "below" }), element("div", { id: "recalled" }), element("div", { id: "far" }));
    root.scrollTop = 0;
    item.forget();
    recalled.forget();
  }
  refresh(form);
  arrange(root.querySelector("#beside"), session.conflict ? [...lost, { key: "two", from: session.conflict, make: conflict }] : lost);
  drawAround(here);
  if (here.kind === "item" && here.place[0] >= 0) { // one before the first section rests on no story
    item.below(root.querySelector("#below"), here);
    recalled.draw(root.querySelector("#recalled"), here);
  }
}

let signature = "";

// Drawn anew only where something of it changed: an open list of choices is not shut under the hand.
function drawAround(here) {
  const place = root.querySelector("#around");
  const { marks, build, offered, audience, number, frozen, line, sure } = here;
  const others = here.kind === "item" ? [blocks().map(nameOf), issue.state.sections.map((one) => one.title)] : [];
  const now = JSON.stringify([session.key, here.place, marks, build, offered, audience, number, frozen, sure, here.blocks?.length, line, others]);
  if (now === signature && place.firstChild) return;
  signature = now;
  const { activeElement } = document;
  const name = (one) => one.id || one.textContent;
  const far = root.querySelector("#far");
  const focused = [place, far].some((one) => one.contains(activeElement)) ? name(activeElement) : null;
  place.replaceChildren(...around(here).filter(Boolean));
  far.replaceChildren(...(here.kind === "item" ? item.far(here) : []));
  if (focused) [...root.querySelectorAll("button, select")].find((one) => name(one) === focused)?.focus();
}

const alert = (strong, ...children) =>
  element("div", { className: "conflict", role: "alert" }, element("strong", {}, strong), children.map((one) => (typeof one === "string" ? element("p", {}, one) : one)));

// Words of a block that another program took out of the file while they were being typed.
function offer(one) {
  const words = Object.values(one.words).filter(Boolean);
  const copy = () => navigator.clipboard.writeText(words.join("\n\n")).then(() => announce(say("copied")));
  return alert(
    say("gone"),
    ...words.map((said) => element("p", { className: "version" }, said)),
    row(button(say("put_back"), () => putBack(one)), button(say("copy"), copy), button(say("discard"), () => discard(one), { className: "quiet" })),
  );
}

// Nothing is chosen: how to begin, and how to go on by keyboard.
const empty = () =>
  element(
    "div",
    { className: "empty" },
    element("p", {}, say("choose")),
    element("ul", {}, ["jk", "enter", "paste", "question"].map((key) => element("li", { className: "soft" }, keyAnd(key)))),
  );

function fields(here) {
  switch (here.kind) {
    case "item":
      return [heading(here), element("div", { className: "beside" }, field("label")), field("title", { rows: 2 }), field("text", { rows: 8, tools: true })];
    case "deal":
      return [heading(here), field("who"), field("whom"), field("deal"), field("amount")];
    case "section":
      return [heading(here), field("title"), field("standfirst", { rows: 3 }), field("companies", { rows: 2, hint: say("companies_hint") })];
    case "head":
      return [
        heading(here),
        field("title", { rows: 2 }), field("subject"), field("preheader"),
        field("teaser", { rows: 4, hint: say("teaser_hint") }),
        field("epigraph", { rows: 2 }), field("author"),
      ];
    case "picture":
      return [heading(here), field("alt", { rows: 2, hint: say("alt_hint") }), field("text", { rows: 2, label: say("caption") })];
    case "quote":
      return [heading(here), field("text", { rows: 4, tools: true }), field("source")];
    default:
      return [heading(here), field("text", { rows: here.kind === "subhead" ? 2 : 8, tools: here.kind === "prose" })];
  }
}

// What it is, and on which line of the file it stands.
const heading = (here) =>
  element("h2", {}, say(`is_a_${here.kind}`), element("span", { className: "soft", id: "line" }));

function around(here) {
  const at = root.querySelector("#line");
  if (at && here.line) at.textContent = say("line", { position: here.line });

  if (here.kind === "item") return item.around(here);
  if (here.kind === "deal") return aroundDeal(here);
  if (here.kind === "section") return aroundSection(here);
  if (here.kind === "head") return [freeze(here)];
  return [row(button(say("delete"), () => remove(here)))];
}

// A row that an editor has to decide on is not printed.
function aroundDeal(here) {
  const { place: at, who, whom, deal: kind, amount } = here;
  const decide = (event) => attempt("deal", { at, who, whom, kind, amount, sure: event.target.checked }, say("decided"));
  return [
    element("label", { className: "check" }, element("input", { type: "checkbox", checked: here.sure, onchange: decide }), say("sure")),
    row(["locked", "held", "dropped"].map((mark) => switchButton(say(`do_${mark}`), here.marks.includes(mark), () => toggle(mark, here)))),
    here.links.length > 0 && soft(here.links.flatMap((link, spot) => [spot ? " · " : "", outward(link.url, link.text)])),
  ];
}

function aroundSection(here) {
  const forSubscribers = here.audience === "subscribers";
  const audience = (event) =>
    attempt("section", { number: here.number, audience: event.target.checked ? "subscribers" : "everyone" }, say("audience_set", { title: nameOf(here) }));
  return [
    element("label", { className: "check" }, element("input", { type: "checkbox", checked: forSubscribers, onchange: audience }), say("for_subscribers")),
    row(
      button(say("up"), () => moveSection(here.number, here.number - 1), { disabled: here.number === 0 }),
      button(say("down"), () => moveSection(here.number, here.number + 2), { disabled: here.number === issue.state.sections.length - 1 }),
      here.blocks.length === 0 && button(say("delete"), () => attempt("section-remove", { number: here.number }, say("removed", { title: nameOf(here) }))),
    ),
    soft(count("blocks", here.blocks.length)),
  ];
}

function freeze(here) {
  const close = () => {
    const moment = new Date().toLocaleString("sv-SE", { dateStyle: "short", timeStyle: "short" });
    attempt("head", { frozen: here.frozen ? "" : moment }, say(here.frozen ? "opened" : "closed"));
  };
  return element(
    "div",
    { className: "note" },
    element("p", { className: "soft" }, here.frozen ? say("frozen_since", { date: here.frozen }) : say("freeze_hint")),
    row(button(say(here.frozen ? "open_issue" : "freeze"), close)),
  );
}

function conflict() {
  const theirs = session.conflict;
  const words = Object.values(theirs).filter(Boolean);
  return alert(
    say("conflict"),
    ...words.map((one) => element("p", { className: "version" }, one)),
    row(button(say("keep_mine"), keepMine), button(say("take_theirs"), takeTheirs)),
  );
}

