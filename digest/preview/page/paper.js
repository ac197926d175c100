// The middle: the very mail, in a frame where nothing runs, loaded behind the one that is shown.

import { element } from "./element.js";
import { current, issue, items, select } from "./issue.js";
import { say } from "./words.js";

const look = { kind: "mail", width: "600", scheme: "light", variant: "everyone", pictures: true };
let desk, shown = null, address = "", plain, keyListener = () => {};

const SWITCHES = [
  ["kind", ["mail", "text", "web"]],
  ["width", ["600", "375"]],
  ["scheme", ["light", "dark"]],
  ["variant", ["everyone", "subscribers"]],
  ["pictures", [true, false]],
];

export const onKey = (listener) => (keyListener = listener);

export function furnish(root, switches) {
  desk = root;
  plain = element("pre", { id: "plain", tabIndex: 0, hidden: true, "aria-label": say("view_text") });
  desk.append(plain);
  switches.setAttribute("aria-label", say("views"));
  for (const [name, values] of SWITCHES) {
    const group = element("div", { className: "group", role: "group", "aria-label": say(`views_${name}`) });
    for (const value of values) {
      const choose = () => {
        look[name] = value;
        press();
        draw();
      };
      const word = name === "pictures" ? (value ? "pictures" : "no_pictures") : value;
      group.append(element("button", { type: "button", data: { name, value }, onclick: choose }, say(`view_${word}`)));
    }
    switches.append(group);
  }
  document.addEventListener("reveal", reveal);
  press();
}

function press() {
  for (const button of document.querySelectorAll("#switches button")) {
    button.setAttribute("aria-pressed", String(look[button.dataset.name]) === button.dataset.value);
  }
}

export function draw() {
  desk.dataset.width = look.kind === "web" && look.width === "600" ? "web" : look.width;
  desk.dataset.scheme = look.scheme;
  desk.dataset.kind = look.kind;
  // The last good view stays while there is a mistake: never half of one.
  if (issue.state && !issue.error) {
    const bare = look.pictures ? "" : "&bare";
    const wanted = `/view/${look.kind}?variant=${look.variant}${bare}&v=${issue.version}`;
    if (wanted !== address) {
      address = wanted;
      (look.kind === "text" ? loadText : load)(wanted);
    }
  }
  outlineSelected();
}

async function loadText(wanted) {
  const answer = await fetch(wanted);
  if (!answer.ok || wanted !== address) return;
  plain.textContent = await answer.text();
  plain.hidden = false;
  shown?.remove();
  shown = null;
}

function load(wanted) {
  const frame = element("iframe", { className: "coming", title: say("view_mail") });
  frame.setAttribute("sandbox", "allow-same-origin"); // to look into it from here; nothing runs in it
  frame.addEventListener("load", () => {
    if (wanted !== address) {
      frame.remove();
      return;
    }
    const inside = frame.contentDocument;
    const scroll = shown?.contentWindow?.scrollY ?? 0;
    inside.documentElement.style.scrollBehavior = "auto";
    inside.defaultView.scrollTo(0, scroll);
    inside.addEventListener("click", clicked);
    inside.addEventListener("dblclick", () => document.querySelector("#field-title")?.focus());
    inside.addEventListener("keydown", (event) => keyListener(event));
    frame.classList.remove("coming");
    shown?.remove();
    shown = frame;
    plain.hidden = true;
    outlineSelected();
  });
  frame.src = wanted;
  desk.append(frame);
}

// The frame's items, in order, beside the issue's: no mark is needed in the mail itself.
function pairs() {
  const inside = shown?.contentDocument;
  if (!inside) return [];
  const drawn = [...inside.querySelectorAll(".item")];
  const told = items().filter(
    (item) =>
      !item.marks.includes("held") &&
      !item.marks.includes("dropped") &&
      (look.variant === "subscribers" || issue.state.sections[item.place[0]].audience === "everyone"),
  );
  return drawn.length === told.length ? told.map((item, at) => [item, drawn[at]]) : [];
}

function clicked(event) {
  event.preventDefault(); // a link in the mail is looked at, not followed
  const found = pairs().find(([, drawn]) => drawn.contains(event.target));
  if (found) {
    select(found[0]);
    document.querySelector(".line[aria-current]")?.scrollIntoView({ block: "nearest" });
  }
}

function outlineSelected() {
  const here = current()?.place.join();
  const accent = getComputedStyle(document.documentElement).getPropertyValue("--accent");
  for (const [item, drawn] of pairs()) {
    const on = item.place.join() === here;
    drawn.style.outline = on ? `2px solid ${accent}` : "";
    drawn.style.outlineOffset = on ? "8px" : "";
  }
}

export function reveal() {
  const here = current()?.place.join();
  const found = pairs().find(([item]) => item.place.join() === here);
  found?.[1].scrollIntoView({ block: "center" });
}
