/* The keyword search of sphinx-kwindex on a page: a box with a list of suggestions, and on the
   page of the search the whole list. What the repository says is set as text, never as HTML. */

"use strict";

(function () {
  /* Rows of the list under a box, and rows that one page of results adds. */
  const BOX = 8, PAGE = 20;

  /* -- rows ---------------------------------------------------------------------------------- */

  function part(name, text, tag = "span") {
    const element = document.createElement(tag);
    element.className = "kwindex-search-" + name;
    element.textContent = text;
    return element;
  }

  function option(id, address, ...parts) {
    const element = document.createElement("a");
    element.id = id;
    if (address !== null) element.href = address;
    element.tabIndex = -1;
    element.setAttribute("role", "option");
    element.setAttribute("aria-selected", "false");
    element.append(...parts);
    return element;
  }

  /* An option shows its name at once, and the rest when it is there; until then it leads nowhere. */
  function resultOption(id, row, data, index) {
    const [, shown] = index.kind(row.place);
    const name = part("name", row.name, "code");
    const rest = part("rest", "", "code");
    const place = part("place", "\u2026");
    const element = option(id, null, part("kind", shown), " ", name, rest, " ", place);
    element.ready = data.details(index, row).then((details) => {
      if (details === null) {
        place.textContent = "";
        return;
      }
      const { after } = details;
      name.textContent = details.name;
      rest.textContent = after && (/^[(:]/.test(after) ? "" : " ") + after.trimStart();
      place.textContent = details.path + (details.line && ":" + details.line);
      element.href = details.address;
    });
    return element;
  }

  function moreOption(id, row, messages, address) {
    const message = messages.places.replace("{number}", grouped(row.more, messages));
    const name = part("name", row.name, "code");
    return option(id, address, name, " ", part("place", message));
  }

  /* A whole number as the language of the build writes it. */
  function grouped(number, messages) {
    return String(number).replace(/\B(?=(\d{3})+$)/g, messages.thousands);
  }

  /* -- one box ------------------------------------------------------------------------------- */

  class Box {
    constructor(form) {
      this.form = form;
      this.input = form.querySelector("input");
      this.list = form.querySelector("[role=listbox]");
      this.status = form.querySelector("[role=status]");
      this.button = form.querySelector("button");
      this.whole = form.hasAttribute("data-whole");
      this.active = -1;
      this.asked = 0;
      form.hidden = false;
      this.input.addEventListener("focus", () => this.data().open());
      this.input.addEventListener("input", () => this.search());
      this.input.addEventListener("keydown", (event) => this.key(event));
      document.addEventListener("kwindex-search-renewed", () => this.search());
      if (this.whole) {
        this.button.addEventListener("click", () => this.more());
        form.addEventListener("submit", (event) => event.preventDefault());
        window.addEventListener("popstate", () => this.restore());
        this.restore();
      } else {
        form.addEventListener("focusout", (event) => {
          if (!form.contains(event.relatedTarget)) this.close();
        });
        this.list.addEventListener("mousedown", (event) => event.preventDefault());
      }
    }

    restore() {
      this.input.value = new URLSearchParams(location.search).get("q") || "";
      if (this.input.value) this.search();
      else this.input.focus();
    }

    query() {
      return this.input.value.trim();
    }

    address(query) {
      return this.form.action.replace(/[?#].*$/, "") + "?q=" + encodeURIComponent(query);
    }

    data() {
      return kwindexSearch.data(this.form.dataset.index);
    }

    /* Answer what is in the box. Until then the answer to the question before stands there, so the
       form says that it is busy. */
    async search() {
      const text = this.query(), asked = ++this.asked;
      if (!text) return this.close();
      if (this.whole) this.remember(text);
      const isLast = () => asked === this.asked;
      this.form.setAttribute("aria-busy", "true");
      await this.answer(text, isLast);
      if (isLast()) this.form.removeAttribute("aria-busy");
    }

    /* Answer from a part of the index where one is enough or comes sooner, and from all of it. An
       answer that comes after another question is dropped. */
    async answer(text, isLast) {
      const data = this.data();
      if (data.index === null) {
        this.status.textContent = this.form.dataset.loading;
        if (!(await data.open())) return isLast() && this.fail();
        if (!isLast()) return;
      }
      const query = new kwindexSearch.Query(text, data.directory.kinds);
      if (data.index === null && !query.empty) {
        const part = await data.part(query);
        if (!isLast()) return;
        if (part) this.show(data, part.index, query, part.last);
        if (part && query.exact && !query.within.length) return;
        if ((await data.whole()) === null) return isLast() && this.fail();
        if (!isLast()) return;
      }
      if (query.empty) return this.close();
      const qualified = await data.qualified(data.index, query);
      if (isLast()) this.show(data, data.index, query, undefined, qualified);
    }

    fail() {
      this.status.textContent = this.form.dataset.failed;
    }

    /* Show what answers. Where `last` says that the index is but a part, what a whole one adds comes
       after it: who has chosen a row keeps it. */
    show(data, index, query, last, qualified = []) {
      const { directory } = data, isPart = last !== undefined && !query.exact;
      const found = kwindexSearch.find(index, query, last);
      const rows = kwindexSearch.rows(index, found, qualified);
      const total = found.total + qualified.length;
      const chosen = this.list.children[this.active];
      this.found = { data, index, rows, most: isPart ? directory.few : directory.most };
      this.row = rows.next().value;
      this.activate(-1);
      this.list.replaceChildren();
      this.list.hidden = !total;
      this.input.setAttribute("aria-expanded", String(!this.list.hidden));
      const message = isPart ? "first" : total ? "results" : "nothing";
      this.status.textContent = directory.messages[message]
        .replace("{number}", grouped(total, directory.messages));
      this.more();
      const same = [...this.list.children].findIndex((option) => chosen && option.key === chosen.key);
      if (same >= 0) this.activate(same);
    }

    remember(query) {
      /* Some browsers refuse this to pages that were opened from a folder. */
      try {
        history.replaceState(null, "", this.address(query));
      } catch (error) {
        if (!(error instanceof DOMException)) throw error;
      }
    }

    /* Add rows, until they are many or lie in as many shards as one list may load. */
    more() {
      const { data, index, rows, most } = this.found;
      const shards = new Set(), limit = this.whole ? PAGE : BOX;
      for (let added = 0; this.row && added < limit && shards.size < most; added++) {
        const row = this.row, id = this.list.id + "-" + this.list.children.length;
        this.row = rows.next().value;
        if (row.more) {
          const address = this.address(this.narrowed(row.name));
          this.list.append(moreOption(id, row, data.directory.messages, address));
        } else {
          const [shard, record] = index.record(row.place);
          shards.add(shard);
          this.list.append(resultOption(id, row, data, index));
          this.list.lastChild.key = shard + ":" + record;
        }
      }
      if (this.whole) {
        this.button.hidden = !this.row;
      } else if (this.row) {
        const id = this.list.id + "-" + this.list.children.length;
        const all = part("place", data.directory.messages.all);
        this.list.append(option(id, this.address(this.query()), all));
      }
    }

    /* The query with a whole name in place of its terms. */
    narrowed(name) {
      const { kinds } = this.found.data.directory;
      const filters = this.query().match(/\S+/g).map((word) => {
        const [, filter, value] = /^([a-z-]+:)(?!:)(.*)$/.exec(word) || [null, "", word];
        if (filter === "path:" || filter === "lang:") return word;
        return kwindexSearch.kindsOf(filter.slice(0, -1), kinds).length ? filter : "";
      });
      return filters.filter(Boolean).concat('"' + name + '"').join(" ");
    }

    close() {
      this.asked++;
      this.form.removeAttribute("aria-busy");
      this.activate(-1);
      this.list.hidden = true;
      this.list.replaceChildren();
      this.status.textContent = "";
      this.input.setAttribute("aria-expanded", "false");
      if (this.button) this.button.hidden = true;
    }

    activate(number) {
      const options = this.list.children;
      if (this.active >= 0 && options[this.active]) {
        options[this.active].setAttribute("aria-selected", "false");
      }
      this.active = number;
      if (number < 0) {
        this.input.removeAttribute("aria-activedescendant");
      } else {
        options[number].setAttribute("aria-selected", "true");
        options[number].scrollIntoView({ block: "nearest" });
        this.input.setAttribute("aria-activedescendant", options[number].id);
      }
    }

    key(event) {
      const last = this.list.children.length - 1;
      if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === "Escape" && !this.list.hidden) {
        this.close();
      } else if (event.key === "ArrowDown" && last >= 0) {
        this.activate(this.active < last ? this.active + 1 : 0);
      } else if (event.key === "ArrowUp" && last >= 0) {
        this.activate(this.active > 0 ? this.active - 1 : last);
      } else if (event.key === "Enter" && (this.active >= 0 || (this.whole && last >= 0))) {
        const option = this.list.children[Math.max(this.active, 0)];
        Promise.resolve(option.ready).then(() => option.click());
      } else {
        return;
      }
      event.preventDefault();
    }
  }

  document.querySelectorAll("form.kwindex-search").forEach((form) => new Box(form));
})();
