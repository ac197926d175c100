// What the page knows of the issue, and the one way to change it.

import { say } from "./words.js";

// A mistake of the program itself; the terminal has its trace.
const BROKEN = () => ({ message: say("broken"), hint: say("broken_hint") });

export const issue = { state: null, selected: null, error: null, version: null, checks: null, own: false, moved: false };
const listeners = [];

export const onChange = (listener) => listeners.push(listener);
const tell = () => listeners.forEach((listener) => listener());

export const HEAD = { kind: "head" };
const PREAMBLE = -1; // the number of what stands before the first section
const all = (state) => [...state.preamble, ...state.sections.flatMap((section) => section.blocks)];
export const blocks = () => (issue.state ? all(issue.state) : []);
export const sectionAt = (number) => (number === PREAMBLE ? { number, title: say("preamble"), blocks: issue.state.preamble, audience: "everyone" } : issue.state.sections[number]);
export const items = () => blocks().filter((block) => block.kind === "item");
export const isShown = (block) => !["held", "dropped"].some((mark) => block.marks?.includes(mark));
export const isPrinted = (block) => block.kind !== "note" && isShown(block) && block.sure !== false;

// What the outline walks through: what readers see, in their order.
export const walkable = () => blocks().filter((block) => block.kind !== "note" && isShown(block));

const same = (a, b) => Boolean(a && b && a.join() === b.join());
export const isSelected = (block) => same(issue.selected?.place, block.place);

// The selected block, section or head as it is now; null when there is none.
export function current() {
  const { state, selected } = issue;
  if (!state || !selected) return null;
  if (selected.kind === "head") return { kind: "head", ...state.head };
  if (selected.kind === "section") {
    const section = state.sections[selected.place[0]];
    return section ? { ...section, kind: "section", place: selected.place } : null;
  }
  return blocks().find(isSelected) ?? null;
}

export const currentItem = () => {
  const here = current();
  return ["item", "deal"].includes(here?.kind) ? here : null; // both have marks
};

export function select(target) {
  issue.moved = false;
  issue.selected = target ? { kind: target.kind, id: target.id ?? null, place: target.place } : null;
  tell();
}

// What a block says, whatever it is.
const WORDS = ["title", "label", "text", "source", "who", "whom", "deal", "amount", "src", "alt"];
const saying = (block) => [block.kind, ...WORDS.map((name) => block[name] ?? "")].join("\n");

export const blockAt = (place) => blocks().find((block) => same(block.place, place)) ?? null;

// The same block in the issue as it is now, wherever it stands.
export const again = (was) =>
  blocks().find((block) => block.kind === was.kind && (was.id ? block.id === was.id : saying(block) === saying(was))) ?? null;

// Whether a text is another one edited: more than half of the words are the same (as in the merge).
function resembles(one, other) {
  const [a, b] = [one, other].map((block) => saying(block).split(/\s+/));
  return 2 * a.filter((word) => b.includes(word)).length > Math.max(a.length, b.length);
}

// Where the selected block stands now: known by its id; without one by its words, or as the one at its
// place that did not stand elsewhere before, and is it in other words.
function whereNow({ kind, id, place }, before) {
  const here = blocks().filter((block) => block.kind === kind);
  const there = here.find((block) => same(block.place, place));
  if (id) return (there?.id === id ? there : here.find((block) => block.id === id)) ?? null;
  const was = before.find((block) => block.kind === kind && same(block.place, place));
  if (!was || (there && saying(there) === saying(was))) return there ?? null;
  const known = new Set(before.map(saying));
  const edited = there && !known.has(saying(there)) && (issue.own || resembles(there, was));
  return here.find((block) => saying(block) === saying(was)) ?? (edited ? there : null);
}

// The state as it is now. Whoever was selected stays so, wherever it went.
function take(state, landing, own = false) {
  const before = blocks();
  issue.own = own; // an act of this page, and not somebody else's hand on the file
  issue.moved = Boolean(landing); // what is selected stands elsewhere by now
  if (state.sections) issue.state = state;
  issue.error = state.error;
  const fresh = issue.version !== state.version;
  issue.version = state.version;
  const { selected } = issue;
  if (landing && selected) issue.selected = { ...selected, place: landing };
  else if (selected && state.sections && !["head", "section"].includes(selected.kind)) {
    const now = whereNow(selected, before);
    issue.moved = Boolean(now) && !same(now.place, selected.place);
    issue.selected = now && { ...selected, place: now.place };
  }
  if (current()?.kind !== issue.selected?.kind) issue.selected = null;
  tell();
  issue.own = issue.moved = false; // what is told later, such as what the check finds, is no act's doing
  if (fresh || !issue.checks) {
    clearTimeout(waiting);
    waiting = setTimeout(check, AFTER);
  }
}

let waiting = 0;
let asking = null;
let oncemore = false;
let acting = false; // an act is on its way into the file
let acts = 0; // so far

// Asks for the state; while one question is under way, one more is enough for all. What an act of this
// page has made of the file is told by the answer to it: a state that was asked for before, or came
// first, would take it for another hand's, and what is typed since for a second version.
export function refresh() {
  if (asking || acting) {
    oncemore = true;
    return asking ?? Promise.resolve();
  }
  const before = acts;
  asking = fetch("/state")
    .then(async (answer) => (answer.ok ? answer.json() : { error: await toldBy(answer) }))
    .then((state) => {
      if (before === acts && !acting) take(state);
      else oncemore = true;
    })
    .catch(() => {}) // the server is gone: the stream of events says so
    .finally(() => {
      asking = null;
      return againIfAsked();
    });
  return asking;
}

function againIfAsked() {
  if (!oncemore || acting || asking) return null;
  oncemore = false;
  return refresh();
}

// What the check finds comes behind the paper: an editor does not wait for it, nor the paper.
const AFTER = 250; // milliseconds without a change
let checking = 0;
async function check() {
  const turn = ++checking;
  const answer = await fetch("/preflight").catch(() => null);
  if (!answer || turn !== checking) return;
  issue.checks = answer.ok ? await answer.json() : null;
  if (turn === checking) tell();
}

export const doubts = (block) =>
  issue.checks?.items.find((item) => same(item.place, block.place)) ?? { doubted: [], vouched: 0 };

async function post(path, body) {
  const headers = { "Content-Type": "application/json" };
  try {
    const answer = await fetch(path, { method: "POST", headers, body: JSON.stringify(body) });
    return [answer.ok, await toldBy(answer)];
  } catch {
    return [false, { message: say("lost"), hint: "", lost: true }];
  }
}

// What an answer says. The guard's, to a page whose cookie is gone, is a line of plain text.
async function toldBy(answer) {
  if (answer.status === 500) return BROKEN();
  const words = await answer.text();
  try {
    return JSON.parse(words);
  } catch {
    return { message: words, hint: "" };
  }
}

// Does one act to the file this page was made from. Answers {done}, or {stale, message, hint}.
export async function act(name, wish = {}, landing = null) {
  acting = true;
  const [ok, told] = await post(`/act/${name}`, { ...wish, stamp: issue.state.stamp });
  acting = false;
  acts += 1;
  if (ok) take(told, landing, true);
  if (told.stale) await refresh();
  else againIfAsked();
  return ok ? { done: true } : told;
}

// Answers {done: value}, or {message, hint}.
export async function ask(path, body = null) {
  if (body) {
    const [ok, told] = await post(path, body);
    return ok ? { done: told } : told;
  }
  const answer = await fetch(path).catch(() => null);
  if (!answer) return BROKEN();
  const told = await toldBy(answer);
  return answer.ok ? { done: told } : told;
}

export function follow(onLost) {
  refresh();
  const source = new EventSource("/events");
  source.onmessage = () => refresh();
  source.onopen = () => refresh().then(() => onLost(false));
  source.onerror = () => onLost(true);
}
