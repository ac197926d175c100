// The words under the editor's hands: one block, section or the head, between two savings.
//
// The form on the right and the text in the paper are two views of the same session. What was typed
// stays until it is saved, whatever happens to the file meanwhile.

import { addBlock, addSection, announce, attemptNow, queued, saved } from "./acts.js";
import { blocks, current, issue, sectionAt } from "./issue.js";
import { say } from "./words.js";

const PAUSE = 1000; // milliseconds without a key: what was typed is saved
const AGAIN = 3000; // milliseconds after a save that got no answer: it is tried again

// What stands one a line in its field.
const lines = (words) => words.split("\n").map((point) => point.trim()).filter(Boolean);

const TARGETS = {
  item: {
    fields: ["label", "title", "text"],
    wish: (here, words) => ["revise", { at: here.place, label: words.label, title: words.title, body: words.text }],
  },
  deal: {
    fields: ["who", "whom", "deal", "amount"],
    wish: (here, { who, whom, deal, amount }) => ["deal", { at: here.place, who, whom, kind: deal, amount, sure: here.sure }],
  },
  quote: {
    fields: ["text", "source"],
    wish: (here, words) => ["reword", { at: here.place, words: words.text, source: words.source }],
  },
  picture: {
    fields: ["alt", "text"],
    wish: (here, words) => ["picture", { at: here.place, alt: words.alt, caption: words.text }],
  },
  section: {
    fields: ["title", "standfirst", "companies"],
    wish: (here, words) => ["section", { ...words, number: here.number, companies: lines(words.companies) }],
  },
  head: {
    fields: ["title", "subject", "preheader", "teaser", "epigraph", "author"],
    wish: (_, words) => ["head", { ...words, teaser: lines(words.teaser) }],
  },
};
const TEXT = {
  fields: ["text"],
  wish: (here, words) => ["reword", { at: here.place, words: words.text }],
};

const targetOf = (here) => TARGETS[here.kind] ?? TEXT;

export const session = { key: null, kind: null, id: null, place: null, block: null, base: null, words: null, conflict: null };
const NONE = { ...session };
let sending = null; // {key, words}: on their way into the file
let written = null; // {key, words}: what stands there since
const kept = new Set(); // words whose place was left, and that are not in the file
let number = 0; // of them, so far
const views = [];
let timer = 0;

export const onSession = (view) => views.push(view);
const tell = (source) => views.forEach((view) => view(source));

const read = (here) =>
  Object.fromEntries(
    targetOf(here).fields.map((name) => [name, Array.isArray(here[name]) ? here[name].join("\n") : here[name] ?? ""]),
  );
const alike = (a, b) => Object.keys(a).every((name) => a[name].trim() === b[name].trim());
const idOf = (here) => here.id ?? (here.kind === "section" ? here.key : null);
const keyOf = (here) => `${here.kind} ${idOf(here) ?? here.place?.join() ?? ""}`;

export const dirty = () => Boolean(session.base) && !alike(session.words, session.base);

// Called at each change of the issue or of the selection.
export function follow() {
  const here = current();
  if (here && issue.moved && session.kind === here.kind) session.key = keyOf(here);
  if (here && session.key === keyOf(here)) stay(here);
  else {
    leave();
    open(here);
  }
  retry();
  tell(null);
}

function open(here) {
  Object.assign(session, NONE);
  if (!here) return;
  const now = read(here);
  const mine = [...kept].find((one) => homeOf(one) && keyOf(homeOf(one)) === keyOf(here));
  const { base, words } = mine ?? { base: now, words: now };
  kept.delete(mine);
  const conflict = alike(now, base) || alike(now, words) ? null : now;
  Object.assign(session, { key: keyOf(here), kind: here.kind, id: idOf(here), base: conflict ? base : now, words, conflict });
  Object.assign(session, { place: here.place, block: here });
}

function stay(here) {
  const now = read(here);
  Object.assign(session, { place: here.place, block: here });
  if (issue.own && sending?.key === session.key) {
    // What was sent stands there, perhaps written otherwise (a label in capitals); more may be typed by now.
    if (alike(session.words, sending.words) && !alike(session.words, now)) session.words = now;
    session.base = now;
  } else if (!alike(now, session.base)) {
    if (!dirty() || alike(now, session.words)) {
      const quiet = alike(now, session.words);
      Object.assign(session, { base: now, words: quiet ? session.words : now, conflict: null });
    } else session.conflict = now;
  } else if (session.conflict) { // the other version is gone again
    session.conflict = null;
    timer = setTimeout(save, PAUSE);
  }
}

// What is typed here is kept until the file has it: a save may be refused, a choice put off, and the
// block taken out by another program.
function leave() {
  clearTimeout(timer);
  if (!dirty()) return;
  const one = { ...session, tried: issue.version, number: (number += 1) };
  kept.add(one);
  queued(() => write(one));
}

// All that can be written: blocks, sections, the head.
function places() {
  const { head, sections } = issue.state;
  return [...blocks(), ...sections.map((one) => ({ ...one, kind: "section", place: [one.number] })), { ...head, kind: "head" }];
}

// Where kept words belong now: by the id, or without one where their first or last version stands.
function homeOf({ key, kind, id, base, words }) {
  const fits = (one) => (id || kind === "head" ? keyOf(one) === key : alike(read(one), base) || alike(read(one), words));
  return places().find((one) => one.kind === kind && fits(one)) ?? null;
}

// Kept words are tried again at each new state of the file.
function retry() {
  for (const one of kept) {
    const home = homeOf(one);
    if (one.tried === issue.version || !home) continue;
    one.tried = issue.version;
    if (alike(read(home), one.words)) kept.delete(one);
    else queued(() => write(one));
  }
}

// Words that are nowhere in the file, since their block is gone from it; and whether a block has two versions.
export const homeless = () => [...kept].filter((one) => !homeOf(one));
export const hasTwo = (block) => [...kept].some((one) => one.id && one.key === keyOf(block));

export function discard(one) {
  kept.delete(one);
  tell("choice");
}

// Puts words whose block is gone back where it stood, with all that the block had.
export async function putBack(one) {
  const { kind, words, block, place } = one;
  const section = sectionAt(Math.min(place[0], issue.state.sections.length - 1));
  const at = section ? [section.number, Math.min(place[1] ?? section.blocks.length, section.blocks.length)] : [-1, 0];
  const told =
    kind === "section"
      ? await addSection(words.title || say("untitled"), place[0])
      : await addBlock(kind, words[kind === "item" ? "title" : "text"] ?? "", at, { ...block, ...words });
  if (told.done) discard(one);
}

// Words typed in one of the views; `source` is that view, which shows them already.
export function type(name, value, source) {
  session.words = { ...session.words, [name]: value };
  clearTimeout(timer);
  timer = setTimeout(save, PAUSE);
  tell(source);
}

// Saves what stands here. Where the file changed elsewhere meanwhile, the act is done again on the
// new file, unless these very words are others by now: then both are shown.
export function save() {
  clearTimeout(timer);
  if (!dirty() || session.conflict) return queued(() => null); // what is under way is waited for
  const one = { ...session };
  return queued(() => write(one));
}

async function write(one) {
  const { key, base, words } = one;
  const find = () => (session.key === key ? current() : homeOf(one));
  const here = find();
  const untouched = here && (alike(read(here), base) || (written?.key === key && alike(read(here), written.words)));
  if (!untouched) { // other words stand there by now, or another block
    if (session.key !== key && dirty()) timer = setTimeout(save, PAUSE);
    return;
  }
  const [name, wish] = targetOf(here).wish(here, words);
  const anew = () => {
    const now = find();
    const same = now && (now.kind === "head" ? key === session.key && !session.conflict : alike(read(now), base));
    return same ? targetOf(now).wish(now, words)[1] : null;
  };
  sending = { key, words };
  const told = await attemptNow(name, wish, saved(), { again: anew }).finally(() => (sending = null));
  if (told.done) {
    const now = find();
    written = now && { key, words: read(now) };
    const left = [...kept].find((other) => other.key === key && alike(other.base, base));
    if (left && alike(left.words, words)) kept.delete(left);
    else if (left && now) left.base = read(now);
  } else if (session.key === key && session.conflict) announce(say("conflict"), true);
  else if (session.key === key && told.lost) timer = setTimeout(save, AGAIN);
}

export function keepMine() {
  session.base = session.conflict;
  session.conflict = null;
  tell("choice");
  return save();
}

export function takeTheirs() {
  session.base = session.words = session.conflict;
  session.conflict = null;
  tell("choice");
}

window.addEventListener("beforeunload", (event) => {
  if (dirty()) save();
  if (dirty() || kept.size) event.preventDefault();
});
