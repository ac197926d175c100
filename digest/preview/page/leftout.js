// The stories that are not in the draft: score, reason, and the way in.

import { enter, landingPlace } from "./acts.js";
import { button, element, soft } from "./element.js";
import { fold } from "./fold.js";
import { issue } from "./issue.js";
import { inFigures, say } from "./words.js";

export const sectionOf = (story) =>
  issue.state.sections.findIndex((section) => section.key !== null && section.key === story.section);

// The stories that wait at one place of the outline, as a part of it.
export function leftOut(place, stories, title) {
  const key = `left out ${place}`;
  const inside = () => element("ul", {}, stories.map(drawStory));
  const around = [issue.state.sections.map((one) => one.title), issue.state.head.frozen];
  return { key, from: [title, stories, around], make: () => fold(key, title, inside, { className: "left-out" }) };
}

const why = (story) => story.why || say(issue.state.head.frozen ? "why_frozen" : "why_removed");

function drawStory(story) {
  const parts = Object.entries(story.parts).map(([name, value]) => `${name} ${inFigures(value)}`).join(", ");
  const own = sectionOf(story);
  const choice = element(
    "select",
    { "aria-label": say("section") },
    issue.state.sections.map((section) => element("option", { value: section.number }, section.title || say("untitled"))),
  );
  choice.value = own < 0 ? landingPlace()[0] : own;
  const trouble = element("p", { className: "wrong", role: "alert", hidden: true });
  const bring = button(say("enter"), async () => {
    bring.disabled = true;
    const section = issue.state.sections[Number(choice.value)];
    const told = await enter(story, [section.number, section.blocks.length]);
    bring.disabled = false;
    trouble.hidden = Boolean(told.done);
    trouble.textContent = told.done ? "" : `${told.message} ${told.hint}`;
  });
  return element(
    "li",
    {},
    element("p", { className: "title" }, story.title),
    soft(`${story.publishers.join(", ")} · `, element("span", { title: parts }, say("score", { count: inFigures(story.score) }))),
    soft(why(story)),
    element("div", { className: "row" }, choice, bring),
    trouble,
  );
}
