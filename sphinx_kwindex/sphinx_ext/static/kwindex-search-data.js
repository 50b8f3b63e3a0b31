/* The data of the keyword search, loaded by scripts, which a page that was opened from a folder may
   load too: a directory, blocks of names, the list of files, and shards with what results show. */

"use strict";

(function () {
  /* Scripts that are loaded side by side for the whole index. */
  const LANES = 4;

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

  /* The data of one build. */
  class Data {
    /* `version` is empty where any will do: that of the first file says which it is. */
    constructor(address, version) {
      this._folder = new URL("./", new URL(address, location.href)).href;
      /* The data lies in kwindex/search/ of the output folder. */
      this.base = new URL("../../", this._folder).href;
      this.version = version;
      this.directory = null;
      /* The index of all names, once it is there. */
      this.index = null;
      this._parts = { blocks: [], shards: [], files: null };
      this._asked = new Map();
      this._whole = null;
    }

    /* Whether a file is there; one that could not be loaded is asked for again the next time. */
    load(name) {
      if (!this._asked.has(name)) {
        const address = this._folder + name + (this.version && "?v=" + this.version);
        this._asked.set(name, script(address).then((loaded) => {
          if (!loaded) this._asked.delete(name);
          return loaded;
        }));
      }
      return this._asked.get(name);
    }

    async open() {
      return (await this.load("index.js")) && this.directory !== null;
    }

    /* A part of the index that answers a query sooner than the whole, and how well; or null. */
    async part(query) {
      const wanted = kwindexSearch.part(query, this.directory.starts);
      if (wanted === null) return null;
      const loaded = await Promise.all(wanted.blocks.map((block) => this.load(`n${block}.js`)));
      if (!loaded.every(Boolean)) return null;
      const blocks = wanted.blocks.map((block) => this._parts.blocks[block]);
      if (!blocks.every(Boolean)) return null;
      return { last: wanted.last, index: new kwindexSearch.Index(this.directory, blocks, null) };
    }

    /* The index of all names, or null where it could not be loaded. */
    whole() {
      if (this._whole === null) {
        this._whole = this._gather().then((index) => {
          if (index === null) this._whole = null;
          return index;
        });
      }
      return this._whole;
    }

    async _gather() {
      const names = ["files.js", ...this.directory.starts.map((_, block) => `n${block}.js`)];
      let next = 0, failed = false;
      const lane = async () => {
        while (next < names.length && !failed) failed = !(await this.load(names[next++])) || failed;
      };
      await Promise.all(Array.from({ length: LANES }, lane));
      const { blocks, files } = this._parts;
      if (failed || files === null || names.some((_, block) => block && !blocks[block - 1])) {
        return null;
      }
      this.index = new kwindexSearch.Index(this.directory, blocks, files);
      return this.index;
    }

    /* What a place of an index shows, once it is there: its line, its name with what it is in, its
       signature, path and address; null where it could not be loaded. */
    async details(index, row) {
      const [number, record] = index.record(row.place);
      await this.load(`${number}.js`);
      const shard = this._parts.shards[number];
      if (shard === undefined) return null;
      const [path, line, before, after, anchor] = shard.records[record].split("\t");
      const { start, end } = this.directory;
      const own = shard.addresses[path];
      const page = own === undefined ? start + shard.paths[path] + end : own;
      const name = before + row.name;
      const fragment = line && "#" + encodeURIComponent(anchor || name);
      const address = this.base + page + fragment;
      return { line, name, before, after, path: shard.paths[path], address };
    }

    /* The rows of a qualified name, the best first; of those alone whose details lie in as many
       shards as one list may load. */
    async qualified(index, query) {
      const shards = new Set(), asked = [];
      for (const row of query.within.length ? kwindexSearch.candidates(index, query) : []) {
        shards.add(index.record(row.place)[0]);
        if (shards.size > this.directory.most) break;
        asked.push(this.details(index, row).then((details) => {
          row.depth = details && kwindexSearch.depth(query.within, details.path, details.before);
          return row;
        }));
      }
      const rows = (await Promise.all(asked)).filter(({ depth }) => depth !== null);
      return rows.sort((one, other) =>
        one.bucket - other.bucket || one.depth[0] - other.depth[0] ||
        one.depth[1] - other.depth[1] || one.order - other.order);
    }
  }

  let data = null, renewed = false;

  kwindexSearch.data = (address) => {
    data = data || new Data(address, "");
    return data;
  };

  /* Whether a file is of the build that the others are of. A browser may have kept some of another
     build: then all begins anew, once, with the build of the file that came last. */
  function fits(version) {
    if (version === data.version) return true;
    if (!renewed) {
      renewed = true;
      data = new Data(data.base + "kwindex/search/", version);
      document.dispatchEvent(new Event("kwindex-search-renewed"));
    }
    return false;
  }

  kwindexSearch.directory = (version, directory) => {
    data.version = data.version || version;
    if (!fits(version)) return;
    data.directory = directory;
    directory.starts = kwindexSearch.texts(directory.starts);
  };

  kwindexSearch.names = (version, number, block) => {
    if (!fits(version)) return;
    data._parts.blocks[number] = new kwindexSearch.Block(block, data.directory.width);
  };

  kwindexSearch.files = (version, files) => {
    if (!fits(version)) return;
    data._parts.files = {
      paths: kwindexSearch.texts(files.paths),
      languages: files.languages,
      written: kwindexSearch.numbers(files.written),
    };
  };

  kwindexSearch.details = (version, number, records, paths, addresses) => {
    if (!fits(version)) return;
    data._parts.shards[number] = {
      records: records.split("\n"),
      paths: kwindexSearch.texts(paths),
      addresses: addresses,
    };
  };
})();
