// What an editor does, each act with its words for the status line.

import { act, again, blockAt, current, currentItem, issue, items, sectionAt, select } from "./issue.js";
import { say } from "./words.js";

export function announce(words, wrong = false) {
  const line = document.getElementById("said");
  line.textContent = words;
  line.classList.toggle("wrong", wrong);
}

// One act after the other: keys come faster than the file is written, and each is meant for what the
// one before it has made.
let turn = Promise.resolve();
export function queued(run) {
  turn = turn.then(run, run);
  return turn;
}

const trouble = (told) => `${told.message} ${told.hint}`.trim();

// One act in its turn. Where the acts before it have moved the block that is meant, it is looked for; it
// is never done to another one that has come to stand there.
export function attempt(name, wish, words, options) {
  const { stamp } = issue.state;
  const meant = wish.at && blockAt(wish.at);
  return queued(() => {
    if (!meant || issue.state.stamp === stamp) return attemptNow(name, wish, words, options);
    const now = again(meant);
    if (now) return attemptNow(name, { ...wish, at: now.place }, words, options);
    announce(say("moved_away"), true);
    return { message: say("moved_away"), hint: "" };
  });
}

// One act, and what came of it in words. A file that changed under it is read again, and the act
// is done to the new one where it names the same thing (`again` says what to ask for then).
export async function attemptNow(name, wish, words, { landing = null, again = null } = {}) {
  let told = await act(name, wish, landing);
  if (told.stale && again) {
    const anew = again();
    if (anew) told = await act(name, anew, landing);
  }
  announce(told.done ? words : trouble(told), !told.done);
  return told;
}

const clock = () =>
  new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });

export const saved = () => say("saved", { position: clock() });

export const nameOf = (block) =>
  block.kind === "deal" ? `${[block.who, block.whom].filter(Boolean).join(" – ")} : ${block.amount}` : block.title || (block.text ?? "").slice(0, 60) || block.alt || block.src?.split("/").at(-1) || say("untitled");

// A place is one of the issue as it stood when it was pointed at, `state`: where blocks have come or gone
// since, it would be another one. Other words, as a save of what was just typed makes them, move nothing.
export const moveTo = (block, to, state = issue.state) =>
  queued(() => {
    const here = blockAt(block.place);
    const known = here && (block.id ? here.id === block.id : again(block) === here);
    return known && ground(state) === ground(issue.state) ? moveNow(here, to) : announce(say("moved_away"), true);
  });

const ground = (state) =>
  JSON.stringify([state.preamble, ...state.sections.map((one) => one.blocks)].map((blocks) => blocks.map((one) => one.id ?? one.kind)));

async function moveNow(block, to) {
  const [section, spot] = block.place;
  const later = section === to[0] && to[1] > spot;
  const landing = later ? [to[0], to[1] - 1] : to;
  const { title, blocks } = sectionAt(to[0]);
  const rank = blocks
    .slice(0, to[1])
    .filter((other) => other.kind === "item" && other.place.join() !== block.place.join()).length;
  const words = say("moved", { title: nameOf(block), section: title, position: rank + 1 });
  select(block);
  await attemptNow("move", { at: block.place, to }, words, { landing });
}

const STORIES = ["item", "deal"]; // they stand in sections

// One step up or down: past the next one, or over the heading into the section beside.
export const step = (down) => queued(() => stepNow(down));

function stepNow(down) {
  const here = current();
  if (here?.kind === "section") {
    return sectionNow(here.number, down ? here.number + 2 : here.number - 1);
  }
  if (!here?.place) return null;
  const [section, spot] = here.place;
  const around = sectionAt(section).blocks;
  const way = down ? around.slice(spot + 1) : around.slice(0, spot).reverse();
  const next = way.find((other) => other.kind !== "note");
  if (next) return moveNow(here, [section, next.place[1] + (down ? 1 : 0)]);
  const beside = sectionAt(section + (down ? 1 : -1));
  if (!beside || (beside.number < 0 && STORIES.includes(here.kind))) return null;
  return moveNow(here, [beside.number, down ? 0 : beside.blocks.length]);
}

export const moveSection = (number, to) => queued(() => sectionNow(number, to));

async function sectionNow(number, to) {
  if (to < 0 || to > issue.state.sections.length) return;
  const { title } = issue.state.sections[number];
  const landing = [to > number ? to - 1 : to];
  const words = say("section_moved", { title, position: landing[0] + 1 });
  await attemptNow("section-move", { number, to }, words, { landing });
}

// Locks, holds or drops the item, or takes that back.
export const toggle = (word, item = null) => queued(() => toggleNow(word, item ?? currentItem()));

async function toggleNow(word, item) {
  if (!item) return;
  const on = !item.marks.includes(word);
  await attemptNow("mark", { at: item.place, word, on }, say(`${on ? "is" : "no_longer"}_${word}`, { title: nameOf(item) }));
}

export const seen = (item) =>
  attempt("mark", { at: item.place, word: item.marks.includes("new") ? "new" : "more", on: false }, say("seen"));

export const remove = (block) =>
  attempt("remove", { at: block.place }, say("removed", { title: nameOf(block) }));

export const undo = () => attempt("undo", {}, say("undone"));
export const redo = () => attempt("redo", {}, say("redone"));

// A story that was left out comes in, last in its section or where the caller says.
export async function enter(story, at) {
  const section = issue.state.sections[at[0]].title;
  announce(say("writing", { title: story.title }));
  const told = await attempt("enter", { at, story: story.story }, say("entered", { title: story.title, section }));
  if (told.done) select(items().find((item) => item.id === story.story) ?? null);
  return told;
}

// Where something new goes: behind what is selected, else last in the first section with items.
export function landingPlace() {
  const here = current();
  if (here?.kind === "section") return [here.number, 0];
  if (here?.place) return [here.place[0], here.place[1] + 1];
  const section = issue.state.sections.find((one) => one.blocks.some((block) => block.kind === "item"));
  return section ? [section.number, section.blocks.length] : [0, issue.state.sections[0]?.blocks.length ?? 0];
}

export const isAddress = (text) => /^https?:\/\/\S+$/i.test(text.trim());

export async function addAddress(url, at = landingPlace()) {
  announce(say("fetching", { address: url }));
  const told = await attempt("add", { at, url: url.trim() }, say("added"));
  if (told.done) select(items().find((item) => item.place.join() === at.join()) ?? null);
  return told;
}

export async function addBlock(kind, words, at = landingPlace(), said = {}) {
  const told = await attempt("insert", { ...said, at, kind, words }, say("added"));
  if (told.done) select({ kind, place: at });
  return told;
}

export async function addSection(title, number = landingPlace()[0] + 1) {
  const told = await attempt("section-add", { number, title }, say("added"));
  if (told.done) select({ kind: "section", place: [number] });
  return told;
}
