// Fields bound to the session: what is typed here is saved by itself, what comes from elsewhere shows.

import { button, element } from "./element.js";
import { save, session, type } from "./session.js";
import { say } from "./words.js";
import { tool } from "./tools.js";

const LIMITS = { subject: [0, 60], preheader: [40, 90] }; // characters that inboxes show

export function field(name, { rows = 1, label = say(name), hint = "", tools = false } = {}) {
  const id = `field-${name}`;
  const one = rows === 1 && name !== "title";
  const input = element(one ? "input" : "textarea", {
    id, name, rows: one ? null : rows, spellcheck: true, autocomplete: "off",
    value: session.words[name] ?? "",
    oninput: () => {
      type(name, input.value, "form");
      measure();
    },
    onchange: () => save(),
    onkeydown: (event) => {
      if ((event.ctrlKey || event.metaKey) && ["Enter", "s"].includes(event.key)) {
        event.preventDefault();
        save();
      }
    },
  });
  const limit = LIMITS[name];
  const counter = limit && element("span", { className: "counter" });
  const measure = () => {
    if (!counter) return;
    const length = [...input.value.trim()].length;
    counter.textContent = `${length} / ${limit[1]}`;
    counter.classList.toggle("wrong", length > limit[1] || (length > 0 && length < limit[0]));
  };
  measure();
  return [
    element("div", { className: "over" }, element("label", { htmlFor: id }, label, counter), tools && toolbar(input, name)),
    hint && element("p", { className: "hint", id: `${id}-hint` }, hint),
    input,
  ];
}

const NBSP = "\u00a0";
const MARKUP = [
  ["bold", "G", "**", "**"],
  ["italic", "I", "*", "*"],
  ["link", "", "[", "](https://)"],
  ["guillemets", "« »", `«${NBSP}`, `${NBSP}»`],
  ["nbsp", "", NBSP, ""],
];

function toolbar(area, name) {
  return element(
    "div",
    { className: "tools", role: "toolbar", "aria-label": say("tools") },
    MARKUP.map(([kind, sign, before, after]) =>
      tool(kind, sign, () => {
        const { selectionStart, selectionEnd, value } = area;
        area.focus();
        area.setRangeText(before + value.slice(selectionStart, selectionEnd) + after, selectionStart, selectionEnd, "end");
        type(name, area.value, "form");
      }),
    ),
  );
}

// Shows the words of the session in the fields, but for the one that is being typed in.
export function refresh(form) {
  for (const input of form.querySelectorAll("[name]")) {
    const words = session.words?.[input.name];
    if (words === undefined || input.value === words) continue;
    const { selectionStart } = input;
    input.value = words;
    if (document.activeElement === input) input.setSelectionRange(selectionStart, selectionStart);
  }
}

export const row = (...children) => element("div", { className: "row" }, ...children);

// A button that is pressed while its mark is set.
export const switchButton = (words, on, act) => button(words, act, { "aria-pressed": String(on) });
