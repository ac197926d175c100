// Parts of a column that stay while what they are drawn from does. An element that is replaced between a
// press and its release takes the click away, shuts what was unfolded and is read out again.

const drawn = new WeakMap(); // parent -> Map of its parts: key -> {signature, node}

// Makes `parts` all that stands in `parent`, in their order. Each is {key, from, make, parts}: `make` is
// called where `from`, all that it is drawn from, is another than it was; `parts` stand in what it makes.
export function arrange(parent, parts) {
  const before = drawn.get(parent);
  const now = new Map();
  for (const { key, from = null, make, parts: inner } of parts) {
    const signature = JSON.stringify(from);
    const was = before?.get(key);
    const node = was?.signature === signature ? was.node : make();
    if (inner) arrange(node, inner);
    now.set(key, { signature, node });
  }
  drawn.set(parent, now);
  const wanted = [...now.values()].map(({ node }) => node);
  for (const child of [...parent.children]) if (!wanted.includes(child)) child.remove();
  wanted.forEach((node, at) => node !== parent.children[at] && parent.insertBefore(node, parent.children[at] ?? null));
}
