// Where there is room for one column less, one panel at a time.

import { element } from "./element.js";
import { say } from "./words.js";

const PANELS = ["outline", "paper", "inspector"];

export function furnish(tabs) {
  tabs.setAttribute("aria-label", say("panels"));
  for (const panel of PANELS) {
    tabs.append(element("button", { type: "button", data: { panel }, onclick: () => show(panel) }, say(`panel_${panel}`)));
  }
  show(matchMedia("(max-width: 700px)").matches ? "paper" : "outline");
}

export function show(panel) {
  document.body.dataset.panel = panel;
  for (const tab of document.getElementById("tabs").children) {
    tab.setAttribute("aria-pressed", String(tab.dataset.panel === panel));
  }
}
