// The interface's phrases, in the language that the editor reads.

import { element } from "./element.js";

let phrases = {};
let spoken = {};

export async function learn() {
  const answer = await fetch("/interface");
  const { language: chosen, languages: known, words, accent } = await answer.json();
  phrases = words;
  spoken = known;
  document.documentElement.lang = chosen;
  document.documentElement.style.setProperty("--accent-light", accent[0]);
  document.documentElement.style.setProperty("--accent-dark", accent[1]);
}

export const language = () => document.documentElement.lang;
export const languages = () => spoken; // by their codes, each as it calls itself

export const knows = (key) => key in phrases;

export function say(key, values = {}) {
  return (phrases[key] ?? key).replace(/\{(\w+)\}/g, (blank, name) => values[name] ?? blank);
}

// "1 mot", "2 mots": the key with _one for one.
export function count(key, number) {
  return say(number === 1 ? `${key}_one` : key, { count: inFigures(number) });
}

// A key and what it does, as the phrase "J K — next, previous" has them.
export function keyAnd(name) {
  const [keys, meaning] = say(`key_${name}`).split(" — ");
  return [element("kbd", {}, keys), element("span", {}, meaning)];
}

export const inFigures = (number) => number.toLocaleString(language());

export function inWords(day, style = "long") {
  if (!day) return "";
  const options =
    style === "long"
      ? { weekday: "long", day: "numeric", month: "long", timeZone: "UTC" }
      : { day: "numeric", month: "short", timeZone: "UTC" };
  return new Date(`${day}T00:00:00Z`).toLocaleDateString(language(), options);
}
