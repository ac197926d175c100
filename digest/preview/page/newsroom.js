// Puts the page together: three columns, a foot, and word of every change.

import { announce } from "./acts.js";
import * as add from "./add.js";
import { element } from "./element.js";
import * as foot from "./foot.js";
import * as inspector from "./inspector.js";
import { follow, issue, onChange } from "./issue.js";
import * as keys from "./keys.js";
import * as language from "./language.js";
import * as outline from "./outline.js";
import * as panels from "./panels.js";
import * as paper from "./paper.js";
import * as session from "./session.js";
import * as tools from "./tools.js";
import { inWords, learn, say } from "./words.js";

const find = (id) => document.getElementById(id);

function drawError() {
  const box = find("error");
  const { error } = issue;
  box.hidden = !error;
  box.replaceChildren();
  if (!error) return;
  box.append(element("strong", {}, say("error")), element("p", {}, error.message), element("p", { className: "soft" }, error.hint));
}

function draw() {
  drawError();
  const { state } = issue;
  if (!state) return;
  document.title = `${state.head.title || state.newsletter} · digest`;
  find("newsletter").textContent = state.newsletter;
  find("date").textContent = inWords(state.date);
  find("date").dateTime = state.date;
}

await learn();
panels.furnish(find("tabs"));
outline.furnish(find("outline"));
paper.furnish(find("desk"), find("switches"));
inspector.furnish(find("inspector"));
foot.furnish(keys.showKeys);
language.furnish(find("acts"));
add.furnish(find("add"));
tools.furnish(find("tools"));
keys.furnish();
find("paper").setAttribute("aria-label", say("panel_paper"));
for (const part of [session.follow, draw, outline.draw, paper.draw, inspector.draw, foot.draw]) onChange(part);
session.onSession((source) => source === "choice" && inspector.draw());
follow((lost) => {
  document.body.classList.toggle("lost", lost);
  if (lost) return announce(say("lost"), true);
  if (find("said").textContent === say("lost")) announce("");
  return session.save(); // what was typed meanwhile
});
