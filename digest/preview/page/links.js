// The sources under an item: publisher and address, a row for each and an empty one for the next.

import { attemptNow, queued } from "./acts.js";
import { button, element } from "./element.js";
import { row } from "./form.js";
import { items } from "./issue.js";
import { say } from "./words.js";

const begun = new Map(); // by item: a row that has no address yet
let list = null, key = null, known = []; // what is drawn, of which item, and its links as the file had them

const keyOf = (item) => item.id ?? item.place.join();
const same = (one) => (other) => one.text === other.text && one.url === other.url;
const alike = (a, b) => a.length === b.length && a.every((one, at) => same(one)(b[at]));

export function draw(item) {
  list = element("div", { className: "links" });
  fill(item);
  return list;
}

// The links as the file has them by now; not under the hand that writes them.
export function refresh(item) {
  if (!list?.isConnected || list.contains(document.activeElement) || !alike(typed(), known)) return;
  if (!alike(known, item.links)) fill(item);
}

const typed = () => [...list.children].map(valueOf).filter(({ url }) => url);

function fill(item) {
  key = keyOf(item);
  known = item.links;
  list.replaceChildren(...[...known, begun.get(key) ?? { text: "", url: "" }].map(drawRow));
}

function drawRow(link) {
  const input = (name, type, value) =>
    element("input", { type, value, placeholder: say(name), "aria-label": say(name), autocomplete: "off", onchange: save });
  const remove = () => {
    made.remove();
    save();
  };
  const made = row(
    input("link_text", "text", link.text),
    input("link_url", "url", link.url),
    link.url && button("×", remove, { className: "quiet", title: say("link_remove"), "aria-label": say("link_remove") }),
  );
  return made;
}

// Saves the rows that have an address. What was changed elsewhere meanwhile stays: added and removed
// are what counts, as in a set.
const save = () =>
  queued(async () => {
    const item = items().find((one) => keyOf(one) === key);
    if (!item || !list.isConnected) return;
    begun.set(key, [...list.children].map(valueOf).find(({ text, url }) => text && !url));
    const mine = typed();
    if (alike(mine, known)) return;
    const gone = known.filter((one) => !mine.some(same(one)));
    const added = mine.filter((one) => !known.some(same(one)));
    const links = alike(item.links, known) ? mine : [...item.links.filter((one) => !gone.some(same(one))), ...added];
    const before = known;
    known = links;
    const told = await attemptNow("links", { at: item.place, links }, say("links_saved"));
    if (!told.done) known = before;
  });

function valueOf(made) {
  const [text, url] = [...made.querySelectorAll("input")].map((input) => input.value.trim());
  return { text, url };
}
