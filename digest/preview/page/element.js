// Builds elements. Words only ever enter as text, so nothing an article says can become markup.

export function element(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (key === "data") Object.assign(made.dataset, value);
    else if (key in made && key !== "list" && key !== "role") made[key] = value;
    else made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return made;
}

export const button = (words, onclick, properties = {}) =>
  element("button", { type: "button", onclick, ...properties }, words);

export const soft = (...children) => element("p", { className: "soft" }, ...children);

// Words in which `commands and settings` stand between backticks.
export const coded = (words) =>
  words.split(/`([^`]+)`/).map((part, number) => (number % 2 ? element("code", {}, part) : part));

// An address that may be opened: an article's link may be anything.
export function outward(url, words) {
  const safe = /^https?:\/\//i.test(url);
  return safe
    ? element("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, words)
    : element("span", {}, words);
}

const inField = (target) =>
  target.matches?.("input:not([type=checkbox]), textarea, select") || target.isContentEditable;

// A single key acts only where nobody is typing.
export function typing(event) {
  return inField(event.target) || document.querySelector("dialog[open]") !== null;
}
