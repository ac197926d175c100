// The interface's phrases, in the newsletter's language.

let phrases = {};

export async function learn() {
  const answer = await fetch("/interface");
  const { language, words, accent } = await answer.json();
  phrases = words;
  document.documentElement.lang = language;
  document.documentElement.style.setProperty("--accent-light", accent[0]);
  document.documentElement.style.setProperty("--accent-dark", accent[1]);
}

export const knows = (key) => key in phrases;

export function say(key, values = {}) {
  return (phrases[key] ?? key).replace(/\{(\w+)\}/g, (blank, name) => values[name] ?? blank);
}

// "1 mot", "2 mots": the key with _one for one.
export function count(key, number) {
  return say(number === 1 ? `${key}_one` : key, { count: number });
}

export const inFigures = (number) => number.toLocaleString(document.documentElement.lang);

export function inWords(day, style = "long") {
  if (!day) return "";
  const options =
    style === "long"
      ? { weekday: "long", day: "numeric", month: "long", timeZone: "UTC" }
      : { day: "numeric", month: "short", timeZone: "UTC" };
  return new Date(`${day}T00:00:00Z`).toLocaleDateString(document.documentElement.lang, options);
}
