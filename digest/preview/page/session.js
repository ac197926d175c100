// The words under the editor's hands: one block, section or the head, between two savings.
//
// The form on the right and the text in the paper are two views of the same session. What was typed
// stays until it is saved, whatever happens to the file meanwhile.

import { announce, attempt, queued, saved } from "./acts.js";
import { blocks, current, issue } from "./issue.js";
import { say } from "./words.js";

const PAUSE = 1000; // milliseconds without a key: what was typed is saved

const TARGETS = {
  item: {
    fields: ["label", "title", "text"],
    wish: (here, words) => ["revise", { at: here.place, label: words.label, title: words.title, body: words.text }],
  },
  deal: {
    fields: ["who", "whom", "deal", "amount"],
    wish: (here, { who, whom, deal, amount }) => ["deal", { at: here.place, who, whom, kind: deal, amount, sure: here.sure }],
  },
  section: {
    fields: ["title", "standfirst"],
    wish: (here, words) => ["section", { number: here.number, ...words }],
  },
  head: {
    fields: ["title", "subject", "preheader", "teaser", "epigraph", "author"],
    wish: (_, words) => [
      "head",
      { ...words, teaser: words.teaser.split("\n").map((point) => point.trim()).filter(Boolean) },
    ],
  },
};
const TEXT = {
  fields: ["text"],
  wish: (here, words) => ["reword", { at: here.place, words: words.text }],
};

const targetOf = (here) => TARGETS[here.kind] ?? TEXT;

export const session = { key: null, kind: null, base: null, words: null, conflict: null, gone: false };
let sending = null; // {key, words}: on their way into the file
let written = null; // {key, words}: what stands there since
const kept = new Map(); // by key: {base, words} that are not in the file, and whose place was left
const views = [];
let timer = 0;

export const onSession = (view) => views.push(view);
const tell = (source) => views.forEach((view) => view(source));

const read = (here) =>
  Object.fromEntries(
    targetOf(here).fields.map((name) => [name, name === "teaser" ? here.teaser.join("\n") : here[name] ?? ""]),
  );
const alike = (a, b) => Object.keys(a).every((name) => a[name].trim() === b[name].trim());
const keyOf = (here) =>
  here.id ? `${here.kind} ${here.id}` : `${here.kind} ${here.place?.join() ?? ""}`;

export const dirty = () => Boolean(session.base) && !alike(session.words, session.base);

// Called at each change of the issue or of the selection.
export function follow() {
  const here = current();
  if (!here) {
    if (dirty()) session.gone = true; // the words stay, to be copied
    else close();
    return tell(null);
  }
  const now = read(here);
  if (moved(here, now)) session.key = keyOf(here);
  if (session.key !== keyOf(here)) {
    leave();
    const key = keyOf(here);
    const { base, words } = kept.get(key) ?? { base: now, words: now };
    kept.delete(key);
    const conflict = alike(now, base) || alike(now, words) ? null : now;
    Object.assign(session, { key, kind: here.kind, base: conflict ? base : now, words, conflict, gone: false });
    session.place = here.place;
    return tell(null);
  }
  session.place = here.place;
  if (issue.own && sending?.key === session.key) {
    // What was sent stands there, perhaps written otherwise (a label in capitals); more may be typed by now.
    if (alike(session.words, sending.words) && !alike(session.words, now)) session.words = now;
    session.base = now;
  } else if (!alike(now, session.base)) {
    if (!dirty() || alike(now, session.words)) {
      const quiet = alike(now, session.words);
      Object.assign(session, { base: now, words: quiet ? session.words : now, conflict: null });
    } else session.conflict = now;
  }
  session.gone = false;
  return tell(null);
}

// A block without an id is known by its place: where our own act moved it, the session goes along.
const moved = (here, now) => issue.own && dirty() && !here.id && session.kind === here.kind && alike(now, session.base);

// What is typed here is kept until the file has it: a save may be refused, and a choice put off.
function leave() {
  if (!dirty()) return;
  kept.set(session.key, { base: session.base, words: session.words });
  save();
}

function close() {
  clearTimeout(timer);
  Object.assign(session, { key: null, kind: null, base: null, words: null, conflict: null, gone: false });
}

// Words typed in one of the views; `source` is that view, which shows them already.
export function type(name, value, source) {
  session.words = { ...session.words, [name]: value };
  clearTimeout(timer);
  timer = setTimeout(save, PAUSE);
  tell(source);
}

// The same block, section or head in the issue as it is now.
function find(key) {
  const sections = issue.state.sections.map((one) => ({ ...one, kind: "section", place: [one.number] }));
  const head = { ...issue.state.head, kind: "head" };
  return [...blocks(), ...sections, head].find((one) => keyOf(one) === key) ?? null;
}

// Saves what stands here. Where the file changed elsewhere meanwhile, the act is done again on the
// new file, unless these very words are others by now: then both are shown.
export function save() {
  clearTimeout(timer);
  const { key, base, words, conflict, gone } = session;
  if (!dirty() || conflict || gone) return queued(() => null); // what is under way is waited for
  return queued(() => write(key, base, words));
}

async function write(key, base, words) {
  const here = find(key);
  const untouched = here && (alike(read(here), base) || (written?.key === key && alike(read(here), written.words)));
  if (!untouched) { // other words stand there by now, or another block
    if (session.key !== key && dirty()) timer = setTimeout(save, PAUSE);
    return;
  }
  const [name, wish] = targetOf(here).wish(here, words);
  const again = () => {
    const now = find(key);
    const same = now && (now.kind === "head" ? key === session.key && !session.conflict : alike(read(now), base));
    return same ? targetOf(now).wish(now, words)[1] : null;
  };
  sending = { key, words };
  const told = await attempt(name, wish, saved(), { again });
  sending = null;
  if (told.done) {
    const now = find(key);
    written = now && { key, words: read(now) };
    if (kept.has(key) && alike(kept.get(key).words, words)) kept.delete(key);
  }
  if (!told.done && session.key === key && session.conflict) announce(say("conflict"), true);
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
