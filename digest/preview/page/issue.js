// What the page knows of the issue, and the one way to change it.

import { say } from "./words.js";

// A mistake of the program itself; the terminal has its trace.
const BROKEN = () => ({ message: say("broken"), hint: say("broken_hint") });

export const issue = { state: null, selected: null, error: null };
const listeners = [];

export const onChange = (listener) => listeners.push(listener);
const tell = () => listeners.forEach((listener) => listener());

export const items = () =>
  (issue.state?.sections ?? []).flatMap((section) =>
    section.blocks.filter((block) => block.kind === "item"),
  );

const same = (a, b) => a && b && a[0] === b[0] && a[1] === b[1];
export const isSelected = (block) => same(issue.selected?.place, block.place);
export const current = () => items().find(isSelected) ?? null;

export function select(block) {
  issue.selected = block ? { id: block.id, place: block.place } : null;
  tell();
}

// The state as it is now. Whoever was selected stays so: known by id, or else by place.
function take(state, landing) {
  if (state.sections) {
    issue.state = state;
  }
  issue.error = state.error;
  issue.version = state.version;
  const { selected } = issue;
  if (landing) issue.selected = { id: selected?.id, place: landing };
  else if (selected?.id) {
    const here = items().filter((item) => item.id === selected.id);
    if (here.length && !here.some((item) => same(item.place, selected.place))) {
      issue.selected = { id: selected.id, place: here[0].place };
    }
  }
  if (!current()) issue.selected = null;
  tell();
}

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

// Does one act to the file this page was made from. Answers {done}, or {stale, message, hint}.
export async function act(name, wish = {}, landing = null) {
  const answer = await fetch(`/act/${name}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ ...wish, stamp: issue.state.stamp }),
  });
  const told = answer.status === 500 ? BROKEN() : await answer.json();
  if (answer.ok) {
    take(told, landing);
    return { done: true };
  }
  if (told.stale) await refresh();
  return told;
}

export function follow(onLost) {
  const source = new EventSource("/events");
  source.onmessage = () => refresh();
  source.onopen = () => refresh().then(() => onLost(false));
  source.onerror = () => onLost(true);
}
