/* Lines of a source as addresses, what stands above the first line in view, and a filter of long
   lists. What the repository says is set as text, never as HTML. */

"use strict";

(function () {
  const said = document.currentScript.dataset;

  /* -- lines --------------------------------------------------------------------------------- */

  const source = document.querySelector("pre.kwindex-source");
  const bar = document.querySelector(".kwindex-source-bar");
  const count = source ? source.querySelectorAll("a.ln").length : 0;
  let marked = [];

  function lines(hash) {
    /* "#L-10" and "#L-10:L-20"; an id of a definition is no line. */
    const match = /^#L-(\d+)(?::L-(\d+))?$/.exec(hash);
    if (!match) return null;
    const first = Number(match[1]), last = Number(match[2] || first);
    return first <= last ? [first, last] : [last, first];
  }

  function line(number) {
    return document.getElementById("L-" + number);
  }

  function written([first, last]) {
    return "#L-" + first + (last > first ? ":L-" + last : "");
  }

  function mark() {
    for (const element of marked) element.classList.remove("kwindex-marked");
    marked = [];
    const range = lines(location.hash);
    if (range) {
      for (let number = range[0]; number <= range[1]; number++) {
        const element = line(number);
        if (!element) break;
        element.classList.add("kwindex-marked");
        marked.push(element);
      }
    }
    leadToHost(range);
    return range;
  }

  function arrive() {
    const range = mark();
    /* The browser itself goes to a single line. */
    if (range && range[1] > range[0] && marked.length) marked[0].scrollIntoView();
  }

  function leadToHost(range) {
    const link = bar && bar.querySelector(".kwindex-source-host");
    if (!link || !link.dataset.line) return;
    link.dataset.file = link.dataset.file || link.href;
    link.href = range ? link.dataset.line.replace("{line}", range[0]) : link.dataset.file;
  }

  /* -- copying ------------------------------------------------------------------------------- */

  function copyOld(text) {
    const field = document.createElement("textarea");
    field.value = text;
    field.style.position = "fixed";
    field.style.opacity = "0";
    const focus = document.activeElement;
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    if (focus && focus.focus) focus.focus({preventScroll: true});
    return done;
  }

  async function copy(text) {
    let done = false;
    try {
      await navigator.clipboard.writeText(text);
      done = true;
    } catch (refused) {
      done = copyOld(text);
    }
    const status = bar && bar.querySelector(".kwindex-source-said");
    if (!done || !status) return;
    status.textContent = said.copied;
    setTimeout(() => { status.textContent = ""; }, 3000);
  }

  function address(range) {
    return location.href.replace(/#.*$/, "") + (range ? written(range) : location.hash);
  }

  function chosen(event) {
    const number = event.target.closest("a.ln");
    if (!number || event.ctrlKey || event.metaKey || event.altKey || event.button) return;
    const range = lines(location.hash), to = Number(number.textContent);
    if (event.shiftKey && range) {
      event.preventDefault();
      const first = Math.min(range[0], to), last = Math.max(range[0], to);
      history.replaceState(null, "", written([first, last]));
      mark();
      copy(address(lines(location.hash)));
    } else if (!event.shiftKey) {
      copy(address([to, to]));
    }
  }

  function isTyping(element) {
    return element.isContentEditable || /^(INPUT|SELECT|TEXTAREA)$/.test(element.tagName);
  }

  function pressed(event) {
    const modified = event.ctrlKey || event.metaKey || event.altKey || event.shiftKey;
    if (event.key !== "y" || modified || event.defaultPrevented || isTyping(event.target)) return;
    copy(address(lines(location.hash)));
  }

  /* -- where the reader is ------------------------------------------------------------------- */

  const definitions = [];

  function gather() {
    /* Each definition with its first and last line, in the order of lines. */
    for (const element of source.querySelectorAll("span[id]")) {
      let row = element.previousElementSibling;
      for (let around = element.parentElement; !row && around !== source;
           around = around.parentElement) row = around.previousElementSibling;
      const first = row ? Number(row.textContent) : 0;
      definitions.push({id: element.id, first, last: Number(element.dataset.end || first)});
    }
  }

  function firstInView() {
    const top = Math.max(bar.getBoundingClientRect().bottom, 0);
    if (!count) return 0;
    /* All lines are of one height. */
    const first = line(1).getBoundingClientRect().top;
    const height = count > 1 ? (line(count).getBoundingClientRect().top - first) / (count - 1) : 1;
    return first > top ? 0 : Math.min(Math.floor((top - first) / height + 0.5) + 1, count);
  }

  function name(id) {
    return id.replace(/~\d+$/, "").replace(/^k:/, "");
  }

  let here = null;

  function tell() {
    const number = firstInView();
    let found = null;
    for (const each of definitions) {
      if (each.first > number) break;
      if (each.last >= number && each.last > each.first) found = each;
    }
    if (found === here) return;
    here = found;
    const place = bar.querySelector(".kwindex-source-here");
    place.textContent = "";
    if (!found) return;
    const link = document.createElement("a");
    link.href = "#" + encodeURIComponent(found.id);
    link.textContent = name(found.id);
    place.append(link);
  }

  let waiting = false;

  function scrolled() {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; tell(); });
  }

  /* -- outline ------------------------------------------------------------------------------- */

  function outline() {
    const link = bar.querySelector(".kwindex-source-outline");
    if (!link || !definitions.length) return;
    const details = document.createElement("details");
    details.className = "kwindex-source-outline";
    const summary = document.createElement("summary");
    summary.textContent = link.textContent;
    const list = document.createElement("ul");
    details.append(summary, list);
    details.addEventListener("toggle", () => {
      /* Made when it is asked for: a source may define thousands of names. */
      if (!details.open || list.children.length) return;
      const rows = definitions.map(({id, first}) => {
        const row = document.createElement("li"), to = document.createElement("a");
        to.href = "#" + encodeURIComponent(id);
        to.textContent = name(id);
        row.append(to);
        row.style.setProperty("--kwindex-depth", name(id).split(/\.|::/).length - 1);
        return row;
      });
      list.append(...rows);
    });
    list.addEventListener("click", (event) => {
      if (event.target.closest("a")) details.open = false;
    });
    details.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !details.open) return;
      details.open = false;
      summary.focus();
    });
    link.replaceWith(details);
  }

  /* -- filter -------------------------------------------------------------------------------- */

  const LISTS = "#page-title :is(ul.kwindex-entries, ul.kwindex-files, ul.kwindex-folders)";
  const LONG = 20;

  function filter() {
    const lists = [...document.querySelectorAll(LISTS)];
    const rows = lists.flatMap((list) => [...list.children]);
    if (rows.length < LONG) return;
    const texts = rows.map((row) => row.textContent.toLowerCase());
    const form = document.createElement("div");
    form.className = "kwindex-filter";
    const label = document.createElement("label"), field = document.createElement("input");
    const found = document.createElement("span");
    field.type = "search";
    field.autocomplete = "off";
    field.spellcheck = false;
    found.setAttribute("role", "status");
    label.append(said.filter, field);
    form.append(label, found);
    function narrow() {
      const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
      let shown = 0;
      rows.forEach((row, place) => {
        row.hidden = !words.every((word) => texts[place].includes(word));
        shown += row.hidden ? 0 : 1;
      });
      for (const list of lists) {
        list.hidden = [...list.children].every((row) => row.hidden);
        const heading = list.previousElementSibling;
        if (heading && heading.matches("p.rubric")) heading.hidden = list.hidden;
      }
      found.textContent = words.length
        ? said.shown.replace("{shown}", shown).replace("{number}", rows.length) : "";
    }
    field.addEventListener("input", narrow);
    /* A browser may keep what was typed when the reader comes back. */
    if (field.value) narrow();
    const first = lists[0], heading = first.previousElementSibling;
    (heading && heading.matches("p.rubric") ? heading : first).before(form);
  }

  filter();
  if (source && bar) {
    gather();
    outline();
    /* Where things are is asked for in a frame of its own: a long page takes its time to lay out, and
       what scripts ask for before that is laid out twice. */
    requestAnimationFrame(() => setTimeout(() => { arrive(); tell(); }));
    addEventListener("hashchange", arrive);
    addEventListener("scroll", scrolled, {passive: true});
    addEventListener("resize", scrolled, {passive: true});
    source.addEventListener("click", chosen);
    if (said.keys === "on") document.addEventListener("keydown", pressed);
  }
})();
