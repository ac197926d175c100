// The language of the newsroom: the newsletter's, until the editor chooses another. The browser keeps
// the choice, for every newsroom on this machine.

import { element } from "./element.js";
import { save } from "./session.js";
import { language, languages, say } from "./words.js";

const A_YEAR = 31_536_000; // seconds

export function furnish(place) {
  place.append(
    element(
      "select",
      { id: "language", "aria-label": say("language"), onchange: (event) => choose(event.target.value) },
      Object.entries(languages()).map(([code, name]) =>
        element("option", { value: code, lang: code, selected: code === language() }, name),
      ),
    ),
  );
}

async function choose(code) {
  document.cookie = `digest-language=${code}; path=/; max-age=${A_YEAR}; samesite=strict`;
  await save();
  location.reload(); // every word of the page is another
}
