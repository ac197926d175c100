// The foot: how long, how heavy, what the check says, what was done last.

import { announce, redo, undo } from "./acts.js";
import { button, coded, element, soft } from "./element.js";
import { ask, blocks, issue, select, HEAD } from "./issue.js";
import { arrange } from "./keep.js";
import { count, say } from "./words.js";

const CLIPPED = 102; // kB: where Gmail cuts a mail

const find = (id) => document.getElementById(id);

export function furnish(showKeys) {
  find("acts").setAttribute("aria-label", say("acts"));
  find("acts").append(
    button(say("undo"), undo, { id: "undo" }),
    button(say("redo"), redo, { id: "redo" }),
    button(say("post"), openPost, { id: "post", hidden: true }),
    button("?", showKeys, { title: say("keys"), "aria-label": say("keys") }),
  );
  find("verdict").addEventListener("click", () => fold(find("preflight").hidden === false));
  find("preflight").setAttribute("aria-label", say("preflight"));
  document.addEventListener("keydown", (event) => event.key === "Escape" && fold(true));
  furnishPost(find("post-dialog"));
}

function fold(hidden) {
  find("preflight").hidden = hidden;
  find("verdict").setAttribute("aria-expanded", String(!hidden));
}

export function draw() {
  const { state, checks } = issue;
  if (!state) return;
  const kilobytes = Math.round((state.bytes ?? 0) / 1000);
  find("measures").replaceChildren(
    count("words", state.words), " · ", count("minutes", state.minutes), " · ",
    element("span", { className: kilobytes > CLIPPED ? "wrong" : "" }, say("weight", { count: kilobytes, limit: CLIPPED })),
  );
  find("undo").disabled = !state.undo;
  find("redo").disabled = !state.redo;
  find("post").hidden = !state.can.post;
  const found = checks?.findings ?? [];
  const errors = found.filter((finding) => finding.severity === "error");
  const verdict = find("verdict");
  verdict.hidden = !checks;
  verdict.replaceChildren(
    element("span", { className: errors.length ? "wrong" : "right" }, errors.length ? count("errors", errors.length) : say("ready")),
    found.length > errors.length ? ` · ${count("warnings", found.length - errors.length)}` : "",
  );
  drawFindings([...errors, ...found.filter((finding) => finding.severity !== "error")]);
}

function drawFindings(found) {
  const parts = found.map((finding, at) => ({ key: at, from: finding, make: () => drawFinding(finding) }));
  arrange(find("preflight"), [
    { key: "heading", make: () => element("h2", {}, say("preflight")) },
    parts.length ? { key: "list", make: () => element("ul"), parts } : { key: "nothing", make: () => soft(say("nothing_found")) },
  ]);
}

const drawFinding = (finding) =>
  element(
    "li",
    {},
    button(
      [
        element("span", { className: finding.severity === "error" ? "wrong" : "soft" }, say(finding.severity === "error" ? "an_error" : "a_warning")),
        element("span", { className: "title" }, coded(finding.message)),
        element("span", { className: "soft" }, coded(finding.remedy), finding.line ? ` · ${say("line", { position: finding.line })}` : ""),
      ],
      () => jump(finding),
      { className: "line" },
    ),
  );

function jump({ place }) {
  fold(true);
  if (place === "head") select(HEAD);
  else if (place?.length === 1) select({ kind: "section", place });
  else if (place) select(blocks().find((block) => block.place.join() === place.join()) ?? null);
  document.dispatchEvent(new CustomEvent("reveal"));
}

function furnishPost(dialog) {
  const address = element("input", { type: "email", id: "post-address", required: true, autocomplete: "email" });
  const trouble = element("p", { className: "wrong", role: "alert", hidden: true });
  const send = async (event) => {
    event.preventDefault();
    const told = await ask("/post", { address: address.value });
    trouble.hidden = Boolean(told.done);
    trouble.textContent = told.done ? "" : `${told.message} ${told.hint}`;
    if (!told.done) return;
    dialog.close();
    announce(say("posted", { address: address.value }));
  };
  dialog.setAttribute("aria-labelledby", "post-title");
  dialog.append(
    element(
      "form",
      { onsubmit: send },
      element("h2", { id: "post-title" }, say("post")),
      element("label", { htmlFor: "post-address" }, say("post_to")),
      address,
      trouble,
      element("div", { className: "row" }, element("button", { className: "main" }, say("post_go")), button(say("cancel"), () => dialog.close())),
    ),
  );
}

const openPost = () => find("post-dialog").showModal();
