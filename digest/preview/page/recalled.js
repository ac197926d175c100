// What past issues said of the names of an item, name by name.

import { element, outward, soft } from "./element.js";
import { fold } from "./fold.js";
import { ask, issue } from "./issue.js";
import { count, inWords, say } from "./words.js";

let known = null; // {key, version, told}
let asked = 0;

export const forget = () => (known = null);

const keyOf = (item) => item.id ?? item.place.join();

export function draw(root, item) {
  if (known?.key !== keyOf(item)) root.replaceChildren();
  else if (known.version === issue.version) return;
  load(root, item);
}

async function load(root, item) {
  const turn = ++asked;
  const { version } = issue;
  const { done: told } = await ask(`/recalled/${item.place.join("/")}`);
  if (turn !== asked || !told) return;
  const same = known?.key === keyOf(item) && JSON.stringify(known.told) === JSON.stringify(told);
  known = { key: keyOf(item), version, told };
  if (same) return; // what is unfolded there stays as it is
  root.replaceChildren(...(told.length ? [element("h2", {}, say("recalled")), ...told.map(drawName)] : []));
}

const where = (one) =>
  one.number === null ? inWords(one.date, "short") : say("recalled_in", { position: one.number, date: inWords(one.date, "short") });

const drawName = ({ name, told, more }) =>
  fold(
    `recalled ${name}`,
    element("span", {}, name, element("span", { className: "soft" }, ` ${where(told[0])}`, told.length + more > 1 && ` · ${count("recalled_more", told.length + more - 1)}`)),
    () => [told.map(drawItem), more > 0 && soft(count("recalled_more", more))],
    { className: "recalled" },
  );

const drawItem = (one) =>
  element(
    "figure",
    {},
    one.sentences.length > 0 && element("blockquote", {}, one.sentences.join(" ")),
    element("figcaption", { className: "soft" }, outward(one.address, where(one)), ` · ${one.title || one.section}`),
  );
