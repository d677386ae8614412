/* Search and filters. Without this script the page is complete: the lists by month and town stand in it. */
"use strict";

(function () {
  const form = document.getElementById("filter");
  const list = document.getElementById("termine");
  if (!form || !list) return;

  const root = form.dataset.root;
  const months = form.dataset.shards.split(" ").filter(Boolean);
  const count = document.getElementById("zahl");
  const clear = document.getElementById("leeren");
  const grid = document.getElementById("raster");
  const aside = [...document.querySelectorAll(".pager, .ways")];
  const names = ["q", "ort", "form", "verein", "thema", "sprache", "frei"];
  const weekdays = ["Sonntag", "Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag"];
  const monthNames = ["Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"];
  const step = 100;

  const asPrinted = { list: [...list.childNodes], grid: grid ? grid.tBodies[0].cloneNode(true) : null, count: count.textContent };
  const shards = new Map();
  const waiting = new Map();
  let loading = null;
  let limit = step;
  let timer = 0;

  window.litfassShard = (month, rows) => { shards.set(month, rows); };

  function load(month) {
    if (!waiting.has(month)) {
      waiting.set(month, new Promise((done, failed) => {
        const script = document.createElement("script");
        script.src = root + "suche/" + month + ".js";
        script.onload = done;
        script.onerror = () => { waiting.delete(month); failed(new Error(month)); };
        document.head.append(script);
      }));
    }
    return waiting.get(month);
  }

  function loadAll() {
    return (loading = loading || Promise.all(months.map(load)).catch((error) => { loading = null; throw error; }));
  }

  function plain(text) {
    return text.toLowerCase().normalize("NFKD").replace(/[\u0300-\u036f]/g, "").replace(/ß/g, "ss");
  }

  function chosen() {
    const values = {};
    for (const name of names) {
      const field = form.elements[name];
      const value = field.type === "checkbox" ? (field.checked ? field.value : "") : field.value.trim();
      if (value) values[name] = value;
    }
    return values;
  }

  function words(row) {
    if (!row.plain) row.plain = plain([row.t, row.p, (row.w || []).join(" "), row.q].join(" "));
    return row.plain;
  }

  function matches(row, wanted, terms) {
    return (!wanted.ort || row.o === wanted.ort) &&
      (!wanted.form || (row.m || "").includes(wanted.form)) &&
      (!wanted.verein || (row.w || []).includes(wanted.verein)) &&
      (!wanted.thema || (row.x || []).includes(wanted.thema)) &&
      (!wanted.sprache || (row.l || []).includes(wanted.sprache)) &&
      (!wanted.frei || row.f === 1) &&
      terms.every((term) => words(row).includes(term));
  }

  function make(tag, name, text) {
    const node = document.createElement(tag);
    if (name) node.className = name;
    if (text) node.textContent = text;
    return node;
  }

  function link(row) {
    const node = make("a", "", row.t);
    node.href = root + "e/" + row.e + "/index.html";
    return node;
  }

  function entry(row) {
    const item = make("li", row.a ? "entry off" : "entry");
    const time = make("p", "time", row.z);
    if (row.b) time.append(" ", make("span", "until", row.b));
    const what = make("div", "what");
    const title = make("h3");
    title.append(link(row));
    const meta = make("p", "meta");
    if (row.s) meta.append(make("span", row.a ? "badge off" : "badge", row.s));
    if (row.u) meta.append(make("span", "badge", "Ausgebucht"));
    if (row.p) meta.append(make("span", "", row.p));
    if ((row.m || "").includes("o")) meta.append(make("span", "", "online"));
    if (row.v) meta.append(make("span", "", row.v));
    if (row.f) meta.append(make("span", "", "Eintritt frei"));
    what.append(title, meta);
    item.append(time, what);
    return item;
  }

  function day(iso, rows) {
    const [year, month, number] = iso.split("-").map(Number);
    const section = make("section", "day");
    section.id = "tag-" + iso;
    const heading = make("h2");
    const time = make("time");
    time.dateTime = iso;
    const weekday = make("span", "weekday", weekdays[new Date(year, month - 1, number).getDay()]);
    weekday.append(make("span", "comma", ", "));
    time.append(
      weekday,
      make("span", "number", number + "."), " ",
      make("span", "month", monthNames[month - 1] + " " + year));
    heading.append(time);
    const entries = make("ul", "entries");
    entries.append(...rows.map(entry));
    section.append(heading, entries);
    return section;
  }

  function show(rows) {
    const days = new Map();
    for (const row of rows.slice(0, limit)) {
      if (!days.has(row.d)) days.set(row.d, []);
      days.get(row.d).push(row);
    }
    const nodes = [...days].map(([iso, some]) => day(iso, some));
    if (!rows.length) nodes.push(make("p", "empty", "Kein Termin passt zu dieser Auswahl."));
    if (rows.length > limit) {
      const more = make("button", "", (rows.length - limit) + " weitere zeigen");
      more.type = "button";
      more.addEventListener("click", () => {
        const at = limit;
        limit += step;
        show(rows);
        const next = list.querySelectorAll(".entry a")[at];
        if (next) next.focus();
      });
      nodes.push(more);
    }
    list.replaceChildren(...nodes);
    if (grid) showGrid(rows);
  }

  function showGrid(rows) {
    const days = new Map();
    for (const row of rows) days.set(row.d, [...(days.get(row.d) || []), row]);
    for (const cell of grid.querySelectorAll("td[data-day]")) {
      const some = days.get(cell.dataset.day) || [];
      const number = make("span", "dn", String(Number(cell.dataset.day.slice(8))));
      if (!some.length) { cell.replaceChildren(number); continue; }
      const jump = make("a", "daylink");
      jump.href = "#tag-" + cell.dataset.day;
      const shown = make("span", "n", String(some.length));
      shown.append(make("span", "unseen", some.length === 1 ? " Termin" : " Termine"));
      jump.append(number, shown);
      const entries = make("ul");
      for (const row of some.slice(0, 4)) {
        const item = make("li", row.a ? "off" : "");
        const title = link(row);
        entries.append(item);
        item.append(title);
      }
      if (some.length > 4) entries.append(make("li", "n", some.length - 4 + " weitere"));
      cell.replaceChildren(jump, entries);
    }
  }

  function restore() {
    list.replaceChildren(...asPrinted.list);
    if (grid) grid.tBodies[0].replaceWith(asPrinted.grid.cloneNode(true));
    count.textContent = asPrinted.count;
  }

  function remember(wanted) {
    const query = new URLSearchParams(wanted).toString();
    const address = (query ? "?" + query : location.pathname.split("/").pop() || "./") + location.hash;
    try { history.replaceState(null, "", address); } catch (error) { /* a page opened from a folder keeps its address */ }
    for (const one of document.querySelectorAll("a[data-keep]")) {
      const [path, hash] = one.getAttribute("href").split("#");
      one.setAttribute("href", path.split("?")[0] + (query ? "?" + query : "") + (hash ? "#" + hash : ""));
    }
  }

  async function apply() {
    const wanted = chosen();
    const active = Object.keys(wanted).length > 0;
    clear.hidden = !active;
    for (const node of aside) node.hidden = active;
    remember(wanted);
    if (!active) { restore(); return; }
    try {
      await loadAll();
    } catch (error) {
      count.textContent = "Die Suche konnte nicht geladen werden; bitte versuchen Sie es noch einmal.";
      return;
    }
    const terms = plain(wanted.q || "").split(/\s+/).filter(Boolean);
    const rows = months.flatMap((month) => shards.get(month) || []).filter((row) => matches(row, wanted, terms));
    limit = step;
    show(rows);
    count.textContent = rows.length === 1 ? "1 Termin gefunden" : rows.length + " Termine gefunden";
  }

  function soon() {
    clearTimeout(timer);
    timer = setTimeout(apply, 150);
  }

  const given = new URLSearchParams(location.search);
  for (const name of names) {
    const value = given.get(name);
    if (!value) continue;
    const field = form.elements[name];
    if (field.type === "checkbox") field.checked = true;
    else if (field.tagName !== "SELECT" || [...field.options].some((one) => one.value === value)) field.value = value;
    if (field.closest("details")) field.closest("details").open = true;
  }
  form.addEventListener("submit", (event) => { event.preventDefault(); apply(); });
  form.addEventListener("input", soon);
  form.addEventListener("focusin", () => { loadAll().catch(() => {}); }, { once: true });
  form.addEventListener("reset", () => { setTimeout(apply, 0); form.elements.q.focus(); });
  if (Object.keys(chosen()).length) apply();
})();
