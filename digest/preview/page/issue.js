// What the page knows of the issue, and the one way to change it.

import { say } from "./words.js";

// A mistake of the program itself; the terminal has its trace.
const BROKEN = () => ({ message: say("broken"), hint: say("broken_hint") });

export const issue = { state: null, selected: null, error: null, version: null, checks: null, own: false };
const listeners = [];

export const onChange = (listener) => listeners.push(listener);
const tell = () => listeners.forEach((listener) => listener());

export const HEAD = { kind: "head" };
export const blocks = () => (issue.state?.sections ?? []).flatMap((section) => section.blocks);
export const items = () => blocks().filter((block) => block.kind === "item");
export const isShown = (block) => !["held", "dropped"].some((mark) => block.marks?.includes(mark));

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
  issue.selected = target ? { kind: target.kind, id: target.id ?? null, place: target.place } : null;
  tell();
}

// The state as it is now. Whoever was selected stays so: known by id, or else by place.
function take(state, landing, own = false) {
  issue.own = own; // an act of this page, and not somebody else's hand on the file
  if (state.sections) issue.state = state;
  issue.error = state.error;
  const fresh = issue.version !== state.version;
  issue.version = state.version;
  const { selected } = issue;
  if (landing && selected) issue.selected = { ...selected, place: landing };
  else if (selected?.id) {
    const here = blocks().filter((block) => block.kind === selected.kind && block.id === selected.id);
    if (here.length && !here.some((item) => same(item.place, selected.place))) {
      issue.selected = { ...selected, place: here[0].place };
    }
  }
  const now = current();
  if (!now || now.kind !== issue.selected?.kind) issue.selected = null;
  tell();
  if (fresh || !issue.checks) {
    clearTimeout(waiting);
    waiting = setTimeout(check, AFTER);
  }
}

let waiting = 0;
let asking = null;
let again = false;

// Asks for the state; while one question is under way, one more is enough for all.
export function refresh() {
  if (asking) {
    again = true;
    return asking;
  }
  asking = fetch("/state")
    .then((answer) => (answer.ok ? answer.json() : { error: BROKEN() }))
    .then((state) => take(state))
    .catch(() => {}) // the server is gone: the stream of events says so
    .finally(() => {
      asking = null;
      if (again) {
        again = false;
        return refresh();
      }
    });
  return asking;
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
  const answer = await fetch(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  return [answer.ok, answer.status === 500 ? BROKEN() : await answer.json()];
}

// Does one act to the file this page was made from. Answers {done}, or {stale, message, hint}.
export async function act(name, wish = {}, landing = null) {
  const [ok, told] = await post(`/act/${name}`, { ...wish, stamp: issue.state.stamp });
  if (ok) {
    take(told, landing, true);
    return { done: true };
  }
  if (told.stale) await refresh();
  return told;
}

// Answers {done: value}, or {message, hint}.
export async function ask(path, body = null) {
  if (body) {
    const [ok, told] = await post(path, body);
    return ok ? { done: told } : told;
  }
  const answer = await fetch(path).catch(() => null);
  if (!answer) return BROKEN();
  const told = answer.status === 500 ? BROKEN() : await answer.json();
  return answer.ok ? { done: told } : told;
}

export function follow(onLost) {
  const source = new EventSource("/events");
  source.onmessage = () => refresh();
  source.onopen = () => refresh().then(() => onLost(false));
  source.onerror = () => onLost(true);
}
