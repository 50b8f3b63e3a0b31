/* The index of the keyword search: all names, or those of some blocks, and their places. The data
   and how it is packed: sphinx_ext/keyword_search/layout.py and packing.py. */

"use strict";

var kwindexSearch = (function () {
  const DIGIT = new Uint8Array(128);
  let last = 0;
  for (let code = 32; code < 126; code++) {
    if (code !== 34 && code !== 92) DIGIT[code] = last++;
  }

  class Packed {
    constructor(text) {
      this.text = text;
      this.at = 0;
    }

    get done() {
      return this.at >= this.text.length;
    }

    number() {
      let value = 0;
      for (let scale = 1; ; scale *= 46) {
        const digit = DIGIT[this.text.charCodeAt(this.at++)];
        if (digit < 46) return value + digit * scale;
        value += (digit - 46) * scale;
      }
    }

    take(length) {
      this.at += length;
      return this.text.slice(this.at - length, this.at);
    }
  }

  function numbers(text) {
    const packed = new Packed(text), found = [];
    while (!packed.done) found.push(packed.number());
    return found;
  }

  function texts(text) {
    const packed = new Packed(text), found = [];
    let before = "";
    while (!packed.done) {
      const shared = packed.number();
      const length = packed.number();
      before = before.slice(0, shared) + packed.take(length);
      found.push(before);
    }
    return found;
  }

  /* Of each code of ASCII: 1 for a small letter, 2 for a capital, 3 for a digit. */
  const SMALL = 1, CAPITAL = 2, NUMERAL = 3;
  const CLASS = Uint8Array.from({ length: 128 }, (_, code) => classOf(String.fromCharCode(code)));

  function classOf(char) {
    if (/\p{Lu}/u.test(char)) return CAPITAL;
    return /\p{L}/u.test(char) ? SMALL : /\p{N}/u.test(char) ? NUMERAL : 0;
  }

  function classAt(text, at) {
    if (at < 0) return 0;
    const code = text.charCodeAt(at);
    return code < 128 ? CLASS[code] : classOf(text[at]);
  }

  /* Whether a hump begins at a place of a text: D, Tensor, Export, Test; get, source, 2. */
  function beginsHump(text, at) {
    const own = classAt(text, at), before = classAt(text, at - 1);
    if (!own || own === before) {
      return own === CAPITAL && classAt(text, at + 1) === SMALL;
    }
    return !(own === SMALL && before === CAPITAL);
  }

  /* Small letters, of the same length; entries.py folds the same way. */
  function small(text) {
    if (/^[\x00-\x7f]*$/.test(text)) return text.toLowerCase();
    return text.replace(/[^\x00-\x7f]|[A-Z]/gu, (char) => {
      const other = char.toLowerCase();
      return other.length === char.length ? other : char;
    });
  }

  /* The names of a stretch of the alphabet: each ends with a line break in `cased`, in `text`,
     which is the same in small letters, and in `initials`, the first letters of its humps. */
  class Block {
    constructor(data, width) {
      const names = texts(data.names);
      this.lengths = names.map((name) => name.length);
      this.cased = names.join("\n") + "\n";
      this.text = small(this.cased);
      this.counts = numbers(data.counts);
      this.uses = numbers(data.uses);
      this.first = data.first;
      this.shards = numbers(data.shards);
      this._unpack(data.places, width);
      this._begin();
    }

    /* Of each place what it is (its kind, and whether it is private) and its file. */
    _unpack(places, width) {
      const count = places.length / (width + 1);
      this.words = new Uint8Array(count);
      this.files = new Uint32Array(count);
      let at = 0;
      for (let place = 0; place < count; place++) {
        this.words[place] = DIGIT[places.charCodeAt(at++)];
        for (let digit = 0, scale = 1; digit < width; digit++, scale *= 92) {
          this.files[place] += DIGIT[places.charCodeAt(at++)] * scale;
        }
      }
    }

    _begin() {
      const initials = [];
      this.humps = this.lengths.slice();
      let at = 0;
      this.lengths.forEach((length, name) => {
        const begun = initials.length;
        for (const end = at + length; at < end; at++) {
          if (beginsHump(this.cased, at)) initials.push(this.text[at]);
        }
        this.humps[name] = initials.length - begun;
        initials.push("\n");
        at++;
      });
      this.initials = initials.join("");
    }
  }

  function joined(blocks, part, type) {
    const all = new type(blocks.reduce((sum, block) => sum + block[part].length, 0));
    let at = 0;
    for (const block of blocks) {
      all.set(block[part], at);
      at += block[part].length;
    }
    return all;
  }

  /* Where each of a run of groups begins, and where the last ends. */
  function sums(counts, start, joint) {
    const starts = new Uint32Array(counts.length + 1);
    starts[0] = start;
    for (let group = 0; group < counts.length; group++) {
      starts[group + 1] = starts[group] + counts[group] + joint;
    }
    return starts;
  }

  class Index {
    /* The files are null where no filter asks for them. */
    constructor(directory, blocks, files) {
      this.kinds = directory.kinds;
      this.paths = files && files.paths;
      this.languages = files && files.languages;
      this.written = files && files.written;
      this.cased = "\n" + blocks.map((block) => block.cased).join("");
      this.text = "\n" + blocks.map((block) => block.text).join("");
      this.initials = "\n" + blocks.map((block) => block.initials).join("");
      this.offsets = sums(joined(blocks, "lengths", Uint32Array), 1, 1);
      this.humps = sums(joined(blocks, "humps", Uint32Array), 1, 1);
      this.starts = sums(joined(blocks, "counts", Uint32Array), 0, 0);
      this.words = joined(blocks, "words", Uint8Array);
      this.files = joined(blocks, "files", Uint32Array);
      this.count = this.offsets.length - 1;
      this.order = this._ordered(joined(blocks, "uses", Uint32Array));
      this._records = sums(joined(blocks, "shards", Uint32Array), 0, 0);
      this._shards = [].concat(...blocks.map((block) =>
        block.shards.map((_, number) => block.first + number)));
    }

    /* The names, those that are used most first, then short ones. */
    _ordered(uses) {
      const keys = new Float64Array(this.count), order = new Uint32Array(this.count);
      for (let name = 0; name < keys.length; name++) {
        const rare = 2 ** 22 - Math.min(uses[name], 2 ** 22 - 1);
        const length = Math.min(this.offsets[name + 1] - this.offsets[name], 255);
        keys[name] = (rare * 256 + length) * 2 ** 22 + name;
      }
      keys.sort();
      for (let name = 0; name < keys.length; name++) order[name] = keys[name] % 2 ** 22;
      return order;
    }

    name(name) {
      return this.cased.slice(this.offsets[name], this.offsets[name + 1] - 1);
    }

    kind(place) {
      return this.kinds[this.words[place] >> 1];
    }

    /* The number of the shard that a place lies in, and which of its records is the place's. */
    record(place) {
      let low = 0, high = this._records.length - 1;
      while (high - low > 1) {
        const middle = (low + high) >> 1;
        if (this._records[middle] <= place) low = middle;
        else high = middle;
      }
      return [this._shards[low], place - this._records[low]];
    }
  }

  return { Block, Index, beginsHump, numbers, small, texts };
})();
