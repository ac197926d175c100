// A text written where it stands in the paper. The frame is given an editor in place of the block;
// when it is left, the mail is made anew from the file.

import { onSession, save, session, type } from "./session.js";
import { fromNodes, fromPlain, isRich, toNodes } from "./rich.js";
import { select } from "./issue.js";
import { say } from "./words.js";
import * as tools from "./tools.js";

let editor = null, closed = () => {};

export const active = () => editor !== null;
export const onClose = (listener) => (closed = listener);
export const holds = (target) => Boolean(editor?.holder.contains(target));

const STYLES = { b: "bold", i: "italic" }; // not every browser does them where no script runs

const FIELDS = {
  item: [["title", false], ["text", true]],
  prose: [["text", true]],
  quote: [["text", true]],
  subhead: [["text", false]],
};

// Opens the editor for `block`, drawn by `place.element`; false where that cannot be.
export function open(block, place, event = null) {
  const fields = FIELDS[block.kind];
  const { element } = place;
  if (!fields || ["TR", "TD", "TBODY", "TABLE", "BODY"].includes(element.nodeName)) return false;
  if (editor) close();
  select(block);
  const inside = element.ownerDocument;
  const holder = inside.createElement("div");
  holder.style.cssText = `outline: 2px solid ${accent()}; outline-offset: 8px; border-radius: 2px; margin-bottom: 24px;`;
  editor = { holder, element, parts: {}, key: session.key };
  for (const [name, rich] of fields) holder.append(part(inside, name, rich, looks(place, name, fields.length)));
  const sources = element.querySelector(".sources")?.cloneNode(true);
  if (sources) holder.append(sources);
  element.style.display = "none";
  element.before(holder);
  holder.addEventListener("keydown", pressed);
  const wanted = event && fields.length > 1 && event.target.closest("b, h3, strong") ? "title" : fields.at(-1)[0];
  focus(editor.parts[event ? wanted : fields[0][0]]);
  tools.show(inside, editor.parts.text?.rich ? editor.parts.text.field : null);
  return true;
}

const accent = () => getComputedStyle(document.getElementById("desk")).getPropertyValue("--accent");

// The face of the words that the editor takes the place of.
function looks(place, name, many) {
  const { element } = place;
  const view = element.ownerDocument.defaultView;
  const lead = many > 1 && name === "title" ? element.querySelector("b, strong, h3") : null;
  const style = view.getComputedStyle(lead ?? element.querySelector("p") ?? element);
  const wanted = ["fontFamily", "fontSize", "fontStyle", "fontWeight", "lineHeight", "color", "textAlign"];
  return Object.fromEntries(wanted.map((key) => [key, style[key]]));
}

function part(inside, name, rich, style) {
  const field = inside.createElement("div");
  const words = session.words[name];
  const drawn = rich && isRich(words);
  field.contentEditable = drawn ? "true" : "plaintext-only";
  Object.assign(field.style, style, { whiteSpace: "pre-wrap", outline: "none", minHeight: "1.4em", margin: "0 0 6px" });
  field.setAttribute("role", "textbox");
  field.setAttribute("aria-multiline", String(rich));
  field.setAttribute("aria-label", say(name));
  field.setAttribute("spellcheck", "true");
  editor.parts[name] = { field, rich: drawn };
  fill(name);
  field.addEventListener("input", () => type(name, valueOf(name), "paper"));
  field.addEventListener("paste", (event) => {
    event.preventDefault(); // words alone: what another page looks like does not come along
    inside.execCommand("insertText", false, event.clipboardData.getData("text/plain"));
  });
  return field;
}

function fill(name) {
  const { field, rich } = editor.parts[name];
  const inside = field.ownerDocument;
  const words = session.words[name];
  if (rich) field.replaceChildren(...toNodes(inside, words));
  else field.textContent = words;
  for (const paragraph of field.querySelectorAll("p")) paragraph.style.margin = "0 0 10px";
}

function valueOf(name) {
  const { field, rich } = editor.parts[name];
  return rich ? fromNodes(field) : fromPlain(field).replace(/\n+$/, "");
}

function focus({ field }) {
  field.focus();
  const inside = field.ownerDocument;
  const end = inside.createRange();
  end.selectNodeContents(field);
  end.collapse(false);
  inside.getSelection().removeAllRanges();
  inside.getSelection().addRange(end);
}

function pressed(event) {
  const command = event.ctrlKey || event.metaKey;
  const leaving = event.key === "Escape" || (command && event.key === "Enter");
  if (leaving || (event.key === "Enter" && event.target === editor.parts.title?.field)) {
    event.preventDefault();
    event.stopPropagation();
    if (leaving) close();
    else focus(editor.parts.text);
    return;
  }
  const key = command && event.key.toLowerCase();
  if (key === "s" || key in STYLES) {
    event.preventDefault();
    if (key === "s") save();
    else event.target.ownerDocument.execCommand(STYLES[key]);
  }
  event.stopPropagation(); // single keys are letters here
}

// Leaves the editor; what was typed is saved, and the paper made anew.
export async function close() {
  if (!editor) return;
  const { holder } = editor;
  tools.hide();
  for (const field of holder.querySelectorAll("[contenteditable]")) field.contentEditable = "false";
  await save();
  if (editor?.holder !== holder) return;
  editor.holder.remove();
  editor.element.style.display = "";
  editor = null;
  document.getElementById("paper").focus();
  closed();
}

// Words that came from elsewhere: typed in the form, or taken from the disk.
onSession((source) => {
  if (!editor) return;
  if (session.key !== editor.key) {
    if (editor.key !== null) close();
    editor.key = session.key;
    return;
  }
  if (source === "paper") return;
  for (const name of Object.keys(editor.parts)) {
    // The blank behind a word is no other version: drawn anew, the field would lose its caret.
    if (session.words && valueOf(name).trim() !== session.words[name].trim()) fill(name);
  }
});
