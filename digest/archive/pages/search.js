// Search in all issues: the index was made beforehand (digest/archive/search.py); nothing is asked of a server.
"use strict";
(() => {
  const form = document.getElementById("search");
  const box = document.getElementById("query");
  const told = document.querySelector("#results .told");
  const list = document.querySelector("#results .found");
  const waiting = new Map();
  const loaded = new Map();
  const MOST = 50;
  const CHUNK = 256; // items of one script

  // Each script of the index calls this with its name and what it holds.
  window.archiveSearch = (name, value) => waiting.get(name)?.(value);

  const load = (name) => {
    if (!loaded.has(name)) {
      loaded.set(name, new Promise((resolve) => {
        const script = document.createElement("script");
        waiting.set(name, resolve);
        script.onerror = () => resolve({}); // no word begins so
        script.src = `${form.dataset.index}/${name}.js`;
        document.head.append(script);
      }));
    }
    return loaded.get(name);
  };

  // As digest.text.fold does it: no accents, no capitals.
  const words = (text) => (text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase()
    .replace(/œ/g, "oe").replace(/æ/g, "ae").replace(/ß/g, "ss").match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => word.length > 1);
  const shard = (word) => (/^[\x00-\x7f]/.test(word) ? word[0] : "other");

  // Items that hold every word, or a word that begins with it; the newest first.
  const find = async (query) => {
    let found = null;
    for (const word of query) {
      const table = await load(shard(word));
      const here = new Set();
      for (const [known, items] of Object.entries(table)) {
        if (known.startsWith(word)) items.forEach((item) => here.add(item));
      }
      found = found ? new Set([...found].filter((item) => here.has(item))) : here;
    }
    return [...(found ?? [])].sort((a, b) => a - b);
  };

  const row = ([day, url, title, section, text]) => {
    const item = document.createElement("li");
    const date = document.createElement("p");
    const time = document.createElement("time");
    const link = document.createElement("a");
    const excerpt = document.createElement("p");
    time.dateTime = day;
    time.textContent = new Date(`${day}T12:00:00`).toLocaleDateString(document.documentElement.lang, { dateStyle: "long" });
    date.className = "date";
    date.append(time, section ? ` · ${section}` : "");
    link.href = url;
    link.textContent = title;
    excerpt.textContent = text;
    item.append(date, link, excerpt);
    return item;
  };

  let latest = 0;
  const search = async () => {
    const mine = ++latest;
    const query = words(box.value);
    const found = query.length ? await find(query) : [];
    const shown = await Promise.all(found.slice(0, MOST)
      .map(async (item) => (await load(`items${Math.floor(item / CHUNK)}`))[item % CHUNK]));
    if (mine !== latest) return;
    list.replaceChildren(...shown.filter(Boolean).map(row));
    const { none, one, many, broken } = form.dataset;
    told.textContent = !query.length ? "" : shown.includes(undefined) ? broken
      : found.length === 0 ? none : found.length === 1 ? one : many.replace("%", found.length);
    const address = new URL(location.href);
    if (query.length) address.searchParams.set("q", box.value); else address.searchParams.delete("q");
    history.replaceState(null, "", address);
  };

  form.hidden = false;
  form.addEventListener("submit", (event) => { event.preventDefault(); search(); });
  box.addEventListener("input", search);
  box.value = new URLSearchParams(location.search).get("q") ?? "";
  if (box.value) search();
})();
