// Markdown as text that is written in place, and back, to the character.
//
// Bold, italics and links are drawn; whatever else a text holds is shown as it is typed. `isRich`
// says whether a text comes back just as it was: only then is it drawn.

const INLINE = /\\([\\*`[\]_])|\*\*(?=\S)((?:\\.|(?!\*\*)[^\\])*?\S)\*\*(?!\*)|\*(?=[^\s*])((?:\\.|[^\\*])*?)(?<=\S)\*|\[((?:\\.|[^[\]\\])*)\]\(([^()\s]+)\)/;

export function toNodes(inside, markdown) {
  return markdown.split("\n\n").map((paragraph) => {
    const made = inside.createElement("p");
    made.append(...inline(inside, paragraph));
    if (!made.firstChild) made.append(inside.createElement("br"));
    return made;
  });
}

function inline(inside, text) {
  const found = INLINE.exec(text);
  if (!found) return text ? [inside.createTextNode(text)] : [];
  const [whole, escaped, bold, italic, words, target] = found;
  const before = text.slice(0, found.index);
  const after = inline(inside, text.slice(found.index + whole.length));
  let made;
  if (escaped !== undefined) made = inside.createTextNode(escaped);
  else {
    made = inside.createElement(bold !== undefined ? "b" : italic !== undefined ? "i" : "a");
    if (target !== undefined) made.setAttribute("href", target);
    made.append(...inline(inside, bold ?? italic ?? words));
  }
  return [...(before ? [inside.createTextNode(before)] : []), made, ...after];
}

const WRAPS = { B: "**", STRONG: "**", I: "*", EM: "*" };

export function fromNodes(root) {
  const paragraphs = [];
  let open = "";
  const flush = () => {
    if (open.trim()) paragraphs.push(open);
    open = "";
  };
  for (const child of root.childNodes) {
    if (["P", "DIV"].includes(child.nodeName)) {
      flush();
      paragraphs.push(...fromNodes(child).split("\n\n"));
    } else open += said(child);
  }
  flush();
  return paragraphs.map((one) => one.replace(/^\s+|\s+$/g, "")).filter(Boolean).join("\n\n");
}

function said(node) {
  if (node.nodeType === Node.TEXT_NODE) {
    return node.data.replace(/[\\*`[\]]/g, "\\$&").replace(/(^|\s)_|_(?=\s|$)/g, (found) => found.replace("_", "\\_"));
  }
  if (node.nodeName === "BR") return node.nextSibling ? "\n" : "";
  const words = [...node.childNodes].map(said).join("");
  const [, before, inner, after] = /^(\s*)([\s\S]*?)(\s*)$/.exec(words);
  if (node.nodeName === "A" && inner) return `${before}[${inner}](${node.getAttribute("href")})${after}`;
  const wrap = WRAPS[node.nodeName];
  return wrap && inner ? before + wrap + inner + wrap + after : words;
}

export function isRich(markdown) {
  const root = document.createElement("div");
  root.append(...toNodes(document, markdown));
  return fromNodes(root) === markdown;
}

// What a plain field holds: line ends are elements in some browsers.
export function fromPlain(root) {
  return [...root.childNodes]
    .map((node) => {
      if (node.nodeType === Node.TEXT_NODE) return node.data;
      if (node.nodeName === "BR") return node.nextSibling ? "\n" : "";
      return `\n${fromPlain(node)}`;
    })
    .join("");
}
