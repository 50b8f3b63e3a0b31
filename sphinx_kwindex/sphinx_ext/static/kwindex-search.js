/* The keyword search of sphinx-kwindex on a page: a box with a list of suggestions, and on the
   page of the search the whole list. What the repository says is set as text, never as HTML. */

"use strict";

(function () {
  /* Rows of the list under a box, and rows that one page of results adds. */
  const BOX = 8, PAGE = 20;

  /* -- the data, by scripts, which a page opened from a folder may load too ------------------- */

  let index = null, loading = null, base = "", renewed = false;
  const shards = new Map();

  function script(address) {
    return new Promise((resolve) => {
      const element = document.createElement("script");
      element.addEventListener("load", () => resolve(true));
      element.addEventListener("error", () => resolve(false));
      element.src = address;
      document.head.append(element);
      element.remove();
    });
  }

  function load(address) {
    /* Data lies in kwindex/search/ of the output folder. */
    base = new URL("../../", new URL(address, location.href)).href;
    loading = loading || script(address).then((loaded) => loaded && index !== null);
    return loading;
  }

  kwindexSearch.index = (data) => { index = new kwindexSearch.Index(data); };

  kwindexSearch.shard = (version, number, text) => {
    if (version === index.version) {
      shards.set(number, text.split("\n"));
    } else if (!renewed) {
      /* The browser kept the index of an earlier build. */
      renewed = true;
      loading = null;
      shards.clear();
      load(base + "kwindex/search/index.js?v=" + version).then(() =>
        document.dispatchEvent(new Event("kwindex-search-renewed")));
    }
  };

  function fetchShard(number) {
    if (!shards.has(number)) {
      const address = base + "kwindex/search/" + number + ".js?v=" + index.version;
      shards.set(number, script(address));
    }
    return shards.get(number);
  }

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
    element.href = address;
    element.tabIndex = -1;
    element.setAttribute("role", "option");
    element.setAttribute("aria-selected", "false");
    element.append(...parts);
    return element;
  }

  function resultOption(id, row) {
    const path = index.paths[index.file(row.place)];
    const [word, shown] = index.kind(row.place);
    const name = part("name", row.name, "code");
    const rest = part("rest", "", "code");
    const place = part("place", path);
    const page = base + index.address(index.file(row.place));
    const element = option(id, page, part("kind", shown), " ", name, rest, " ", place);
    const [shard, record] = index.record(row.place);
    const detail = () => {
      const lines = shards.get(shard);
      if (!Array.isArray(lines)) return;
      const [line, before = "", after = "", anchor = ""] = lines[record].split("\t");
      name.textContent = before + row.name;
      rest.textContent = after && (/^[(:]/.test(after) ? "" : " ") + after.trimStart();
      if (line) place.textContent = path + ":" + line;
      if (line) element.href = page + "#" + encodeURIComponent(anchor || before + row.name);
    };
    if (word !== "file") Promise.resolve(fetchShard(shard)).then(detail);
    return element;
  }

  function moreOption(id, row, address) {
    const message = index.messages.places.replace("{number}", kwindexSearch.grouped(row.more));
    const name = part("name", row.name, "code");
    return option(id, address, name, " ", part("place", message));
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
      this.rows = null;
      this.row = null;
      form.hidden = false;
      this.input.addEventListener("focus", () => load(form.dataset.index));
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

    async search() {
      const query = this.query();
      if (!query) return this.close();
      if (index === null) {
        this.status.textContent = this.form.dataset.loading;
        const loaded = await load(this.form.dataset.index);
        if (!loaded) {
          this.status.textContent = this.form.dataset.failed;
          return;
        }
        if (query !== this.query()) return;
      }
      if (this.whole) this.remember(query);
      const found = index.find(query);
      this.rows = index.rows(found);
      this.row = this.rows.next().value;
      this.activate(-1);
      this.list.replaceChildren();
      this.list.hidden = !found.total;
      this.input.setAttribute("aria-expanded", String(!this.list.hidden));
      this.status.textContent = found.total
        ? index.messages.results.replace("{number}", kwindexSearch.grouped(found.total))
        : index.messages.nothing;
      this.more();
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
      const places = new Set(), limit = this.whole ? PAGE : BOX;
      for (let added = 0; this.row && added < limit && places.size < index.most; added++) {
        const row = this.row;
        this.row = this.rows.next().value;
        const id = this.list.id + "-" + this.list.children.length;
        if (row.more) {
          this.list.append(moreOption(id, row, this.address(this.narrowed(row.name))));
        } else {
          places.add(index.record(row.place)[0]);
          this.list.append(resultOption(id, row));
        }
      }
      if (this.whole) {
        this.button.hidden = !this.row;
      } else if (this.row) {
        const id = this.list.id + "-" + this.list.children.length;
        const all = part("place", index.messages.all);
        this.list.append(option(id, this.address(this.query()), all));
      }
    }

    /* The query with a whole name in place of its terms. */
    narrowed(name) {
      const filters = this.query().match(/\S+/g).map((word) => {
        const [, filter, value] = /^([a-z-]+:)(?!:)(.*)$/.exec(word) || [null, "", word];
        if (filter === "path:" || filter === "lang:") return word;
        return index.filters(filter.slice(0, -1)) ? filter : "";
      });
      return filters.filter(Boolean).concat('"' + name + '"').join(" ");
    }

    close() {
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
        this.list.children[Math.max(this.active, 0)].click();
      } else {
        return;
      }
      event.preventDefault();
    }
  }

  document.querySelectorAll("form.kwindex-search").forEach((form) => new Box(form));
})();
