// Something new for the issue: an address becomes an article and an item, words a block or a section.

import { addAddress, addBlock, addSection, isAddress } from "./acts.js";
import { button, element } from "./element.js";
import { knows, say } from "./words.js";

const KINDS = ["address", "item", "prose", "subhead", "quote", "note", "section"];
let dialog, form, place, trouble;

export function furnish(root) {
  dialog = root;
  trouble = element("p", { className: "wrong", role: "alert", hidden: true });
  const kinds = element(
    "fieldset",
    {},
    element("legend", {}, say("add_kind")),
    KINDS.map((kind) =>
      element("label", {}, element("input", { type: "radio", name: "kind", value: kind }), say(knows(`kind_${kind}`) ? `kind_${kind}` : kind)),
    ),
  );
  form = element(
    "form",
    { onsubmit: submit },
    element("h2", { id: "add-title" }, say("add")),
    element("label", { htmlFor: "add-words" }, say("add_words")),
    element("textarea", { id: "add-words", name: "words", rows: 3, required: true, oninput: guess }),
    kinds,
    trouble,
    element(
      "div",
      { className: "row" },
      element("button", { className: "main" }, say("add")),
      button(say("cancel"), () => dialog.close()),
    ),
  );
  dialog.setAttribute("aria-labelledby", "add-title");
  dialog.append(form);
}

export function openAdd(at, kind = "item") {
  place = at;
  trouble.hidden = true;
  form.elements.words.value = "";
  form.elements.kind.value = kind;
  guess();
  dialog.showModal();
  form.elements.words.focus();
}

function guess() {
  if (isAddress(form.elements.words.value)) form.elements.kind.value = "address";
  else if (form.elements.kind.value === "address") form.elements.kind.value = "item";
}

async function submit(event) {
  event.preventDefault();
  const words = form.elements.words.value.trim();
  const kind = form.elements.kind.value;
  form.setAttribute("aria-busy", "true");
  let told;
  if (kind === "address") told = await addAddress(words, place);
  else if (kind === "section") told = await addSection(words, place[0] + 1);
  else told = await addBlock(kind, words, place);
  form.removeAttribute("aria-busy");
  if (told.done) dialog.close();
  trouble.hidden = Boolean(told.done);
  trouble.textContent = told.done ? "" : `${told.message} ${told.hint}`;
}
