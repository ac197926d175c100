// What an item rests on, sentence by sentence: passages, the words that bear it out, claims in doubt.

import { attempt } from "./acts.js";
import { button, element, outward, soft } from "./element.js";
import { fold } from "./fold.js";
import { ask, issue } from "./issue.js";
import { arrange } from "./keep.js";
import { look } from "./marks.js";
import { letters } from "./places.js";
import { count, inWords, say } from "./words.js";

let known = null; // {key, version, told}: what the server said of an item
const open = new Set(); // the sentences that are unfolded, by their words
const picked = new Set(); // the articles to be split off
let asked = 0, skeleton = 0;

export function forget() {
  known = null;
  open.clear();
  picked.clear();
}

const keyOf = (item) => item.id ?? item.place.join();

export function draw(root, item) {
  const fresh = known?.key === keyOf(item);
  if (fresh) show(root, item);
  else arrange(root, head(item));
  if (fresh && known.version === issue.version) return;
  clearTimeout(skeleton);
  if (!fresh) skeleton = setTimeout(() => root.append(element("div", { className: "skeleton" })), 300);
  load(root, item);
}

async function load(root, item) {
  const turn = ++asked;
  const { version } = issue;
  const told = await ask(`/sources/${item.place.join("/")}`);
  clearTimeout(skeleton);
  if (turn !== asked || !told.done) return;
  if (known?.key !== keyOf(item)) near = -1;
  known = { key: keyOf(item), version, told: told.done };
  show(root, item);
}

// What is there before the server has said on what the item rests.
function head(item) {
  const parts = [{ key: "heading", make: () => element("h2", {}, say("sources")) }];
  const drawLinks = () => soft(item.links.flatMap((link, at) => [at ? " · " : "", outward(link.url, link.text)]));
  return item.links.length ? [...parts, { key: "links", from: item.links, make: drawLinks }] : parts;
}

function show(root, item) {
  const { sentences, articles } = known.told;
  const { id, place } = item;
  const focused = root.contains(document.activeElement) ? document.activeElement.dataset.focus : null;
  arrange(root, [
    ...head(item),
    ...sentences.map((one, at) => ({ key: at, from: [place, one], make: () => drawSentence(item, one) })),
    ...(sentences.length ? [] : [{ key: "none", make: () => soft(say("no_evidence")) }]),
    ...(articles.length > 1 && id ? [{ key: "split", from: [place, articles], make: () => split(item, articles) }] : []),
  ]);
  cards().forEach((card, at) => card.classList.toggle("near", at === near));
  if (focused && document.activeElement?.dataset.focus !== focused) {
    root.querySelector(`[data-focus="${CSS.escape(focused)}"]`)?.focus();
  }
}

const doubted = (sentence) => sentence.facts.filter((fact) => fact.status !== "supported");

function drawSentence(item, sentence) {
  const wrong = doubted(sentence);
  const key = letters(sentence.text);
  const right = sentence.facts.length - wrong.length;
  const verdict = sentence.vouched
    ? element("span", { className: "tag" }, say("vouched"))
    : wrong.length
      ? element("span", { className: "wrong" }, `✗ ${count("doubts", wrong.length)}`)
      : right > 0 && element("span", { className: "right" }, `✓ ${count("facts", right)}`);
  const passages = sentence.passages.length
    ? count(sentence.as_written ? "passages" : "near_passages", sentence.passages.length)
    : say("no_passage");
  const details = element(
    "details",
    {
      className: "sentence", open: open.has(key), data: { key },
      onmouseenter: () => look(item, sentence.text),
      onmouseleave: () => look(),
      ontoggle: () => (details.open ? open.add(key) : open.delete(key)),
    },
    element(
      "summary",
      { data: { focus: key }, onfocus: () => look(item, sentence.text), onblur: () => look() },
      element("span", { className: sentence.title ? "title" : "" }, underlined(sentence, wrong)),
      element("span", { className: "soft" }, verdict, verdict ? " · " : "", passages),
    ),
    wrong.map((fact) => drawDoubt(fact)),
    (wrong.length > 0 || sentence.vouched) && acts(item, sentence),
    sentence.passages.map((passage) => drawPassage(passage, sentence.text)),
  );
  return details;
}

function underlined(sentence, wrong) {
  let rest = sentence.text;
  const made = [];
  for (const fact of wrong) {
    const at = rest.indexOf(fact.text);
    if (at < 0) continue;
    made.push(rest.slice(0, at), element("u", { className: "doubt" }, fact.text));
    rest = rest.slice(at + fact.text.length);
  }
  return [...made, rest];
}

const drawDoubt = (fact) =>
  element(
    "p",
    { className: "claim" },
    element("span", { className: "wrong" }, `✗ ${say(`fact_${fact.kind}`)}`),
    fact.kind === "overlap" ? "" : ` « ${fact.text} » `,
    fact.nearest ? element("span", { className: "soft" }, say("nearest"), " ", element("q", {}, fact.nearest)) : element("span", { className: "soft" }, say("nowhere")),
  );

function acts(item, sentence) {
  if (sentence.vouched) return soft(say("vouched_hint"));
  const vouch = () => attempt("vouch", { at: item.place, sentence: sentence.text }, say("vouched_for"));
  return element(
    "div",
    { className: "row" },
    button(say("vouch"), vouch, { title: say("vouch_hint") }),
    button(say("correct"), () => correct(sentence)),
  );
}

// The claim in doubt, selected where it is written.
function correct(sentence) {
  const area = document.getElementById(sentence.title ? "field-title" : "field-text");
  const claim = doubted(sentence).find((fact) => area.value.includes(fact.text))?.text;
  const words = claim ?? sentence.text;
  const at = area.value.indexOf(words);
  area.focus();
  if (at >= 0) area.setSelectionRange(at, at + words.length);
}

const WORD = /[\p{L}\p{N}]+(?:[.,][\p{N}]+)*/gu;
const SMALL = 4; // letters of a word that says something; figures always do

// The words of the sentence, wherever the passage has them too.
function supporting(passage, sentence) {
  const said = new Set((sentence.toLowerCase().match(WORD) ?? []).filter((word) => word.length >= SMALL || /\d/.test(word)));
  const made = [];
  let last = 0;
  for (const found of passage.matchAll(WORD)) {
    if (!said.has(found[0].toLowerCase())) continue;
    made.push(passage.slice(last, found.index), element("b", {}, found[0]));
    last = found.index + found[0].length;
  }
  return [...made, passage.slice(last)];
}

const drawPassage = (passage, sentence) =>
  element(
    "figure",
    {},
    element("blockquote", {}, passage.before, element("mark", {}, supporting(passage.passage, sentence)), passage.after),
    element("figcaption", { className: "soft" }, outward(passage.url, passage.source), passage.date ? `, ${inWords(passage.date, "short")}` : "", ` · ${passage.title}`),
  );

// The articles of the story; some of them may be another story.
function split(item, articles) {
  const go = button(say("split"), () =>
    attempt("split", { at: item.place, articles: [...picked] }, say("splitted")).then((told) => told.done && picked.clear()),
  );
  const ready = () => (go.disabled = picked.size === 0 || picked.size === articles.length);
  const rows = articles.map((article) =>
    element(
      "label",
      { className: "check" },
      element("input", {
        type: "checkbox", checked: picked.has(article.id),
        onchange: (event) => {
          event.target.checked ? picked.add(article.id) : picked.delete(article.id);
          ready();
        },
      }),
      element("span", {}, article.title, " ", element("span", { className: "soft" }, `${article.source}${article.date ? `, ${inWords(article.date, "short")}` : ""}`)),
    ),
  );
  ready();
  const inside = () => [soft(say("split_hint")), ...rows, element("div", { className: "row" }, go)];
  return fold("articles", count("articles", articles.length), inside);
}

// Which of the sentences drawn here stands at a letter of the paper; -1 where none does.
function sentenceAt({ block, offset, places }) {
  if (offset < 0 || block?.kind !== "item" || known?.key !== keyOf(block)) return -1;
  return known.told.sentences.findIndex((one) => {
    const place = places.within(block, one.text);
    return place && place.start <= offset && offset < place.end;
  });
}

const cards = () => [...document.querySelectorAll(".sentence")];

// The pointer is over a sentence in the paper: it is marked in both places.
let near = -1;
document.addEventListener("near", ({ detail }) => {
  const hit = sentenceAt(detail);
  if (hit === near) return;
  near = hit;
  cards().forEach((card, at) => card.classList.toggle("near", at === hit));
  look(detail.block, hit < 0 ? null : known.told.sentences[hit].text);
});

// A sentence was clicked in the paper: its sources are unfolded.
document.addEventListener("sentence", ({ detail }) => {
  const show = (tries) => {
    const hit = sentenceAt(detail);
    const card = cards()[hit];
    if (!card) {
      if (tries) setTimeout(() => show(tries - 1), 120); // they are on their way
      return;
    }
    cards().forEach((one) => (one.open = one === card));
    card.scrollIntoView({ block: "nearest" });
  };
  show(8);
});
