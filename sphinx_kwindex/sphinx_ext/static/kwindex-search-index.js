/* The keyword search of sphinx-kwindex without its page: what is asked, and what answers it. The
   data and how it is packed: sphinx_ext/keyword_search/layout.py and packing.py. */

"use strict";

var kwindexSearch = (function () {
  /* How a name answers, the best first. */
  const EXACT = 1, FOLDED = 2, PREFIX = 3, HUMPS = 4, INSIDE = 5, TYPO = 6;
  /* Which places of a name stand before others. */
  const PUBLIC = 0, PRIVATE = 1, FILE = 2, IMPORT = 3, RANKS = 4;
  /* Where fewer definitions answer than this, names with one typo answer as well. */
  const FEW = 12;
  /* Places of one name in a list of many. */
  const SHOWN = 3;

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

  /* Where each of a run of groups begins, and where the last ends. */
  function sums(counts) {
    const starts = new Uint32Array(counts.length + 1);
    counts.forEach((count, place) => { starts[place + 1] = starts[place] + count; });
    return starts;
  }

  /* Of each code of ASCII: 1 for a small letter, 2 for a capital, 3 for a digit. */
  const SMALL = 1, CAPITAL = 2, NUMERAL = 3;
  const CLASS = Uint8Array.from({ length: 128 }, (_, code) => classOf(String.fromCharCode(code)));

  function classOf(char) {
    if (/\p{Lu}/u.test(char)) return CAPITAL;
    return /\p{L}/u.test(char) ? SMALL : /\p{N}/u.test(char) ? NUMERAL : 0;
  }

  function classAt(text, at) {
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

  /* What of each hump a term gives: DTenET is D, Ten, E, T; small letters are one each. */
  function parts(term) {
    const plain = term === term.toLowerCase() && !/[_\p{N}]/u.test(term);
    return term.match(plain ? /\p{L}/gu : /\p{Lu}[\p{Ll}\p{Lo}]*|[\p{Ll}\p{Lo}]+|\p{N}+/gu) || [];
  }

  function grouped(number) {
    return String(number).replace(/\B(?=(\d{3})+$)/g, ",");
  }

  class Index {
    constructor(data) {
      this.version = data.version;
      this.messages = data.messages;
      this.kinds = data.kinds;
      this.most = data.most;
      this.paths = texts(data.paths);
      this.languages = data.languages;
      this._written = numbers(data.written);
      this._frame = [data.start, data.end];
      this._addresses = data.addresses;
      this._starts = sums(numbers(data.counts));
      this._shards = sums(numbers(data.shards));
      this._unpack(data.places, data.width);
      this._join(texts(data.names));
      this._order = this._ordered(numbers(data.uses));
    }

    /* Of each place what it is (its kind, and whether it is private) and its file. */
    _unpack(places, width) {
      const count = places.length / (width + 1);
      this._words = new Uint8Array(count);
      this._files = new Uint32Array(count);
      let at = 0;
      for (let place = 0; place < count; place++) {
        this._words[place] = DIGIT[places.charCodeAt(at++)];
        for (let digit = 0, scale = 1; digit < width; digit++, scale *= 92) {
          this._files[place] += DIGIT[places.charCodeAt(at++)] * scale;
        }
      }
    }

    /* All names as one text, in which a search is fast, and in small letters of the same length. */
    _join(names) {
      this._cased = "\n" + names.join("\n") + "\n";
      this._text = this._cased.toLowerCase();
      if (this._text.length !== this._cased.length) {
        this._text = this._cased.replace(/./gsu, (char) => {
          const small = char.toLowerCase();
          return small.length === char.length ? small : char;
        });
      }
      this._count = names.length;
      this._offsets = new Uint32Array(names.length + 1);
      this._heads = new Uint32Array(names.length);
      let at = 1;
      for (let name = 0; name < names.length; name++) {
        this._offsets[name] = at;
        let head = at;
        while (this._text.charCodeAt(head) === 95) head++;
        this._heads[name] = head;
        at += names[name].length + 1;
      }
      this._offsets[names.length] = at;
    }

    name(name) {
      return this._cased.slice(this._offsets[name], this._offsets[name + 1] - 1);
    }

    /* The names, those that are used most first, then short ones. */
    _ordered(uses) {
      const keys = new Float64Array(this._count);
      for (let name = 0; name < keys.length; name++) {
        const rare = 2 ** 22 - Math.min(uses[name], 2 ** 22 - 1);
        const length = Math.min(this._offsets[name + 1] - this._offsets[name], 255);
        keys[name] = (rare * 256 + length) * 2 ** 22 + name;
      }
      return Uint32Array.from(keys.sort(), (key) => key % 2 ** 22);
    }

    /* -- places ------------------------------------------------------------------------------ */

    kind(place) {
      return this.kinds[this._words[place] >> 1];
    }

    file(place) {
      return this._files[place];
    }

    address(file) {
      const own = this._addresses[file];
      return own === undefined ? this._frame[0] + this.paths[file] + this._frame[1] : own;
    }

    /* The shard of a place, and which of its records is the place's. */
    record(place) {
      let low = 0, high = this._shards.length - 1;
      while (high - low > 1) {
        const middle = (low + high) >> 1;
        if (this._shards[middle] <= place) low = middle;
        else high = middle;
      }
      return [low, place - this._shards[low]];
    }

    /* -- what is asked ----------------------------------------------------------------------- */

    parse(query) {
      const asked = { terms: [], kinds: null, paths: [], languages: [] };
      for (const word of query.match(/[^\s"]*"[^"]*"?|\S+/g) || []) this._word_of(word, asked);
      return asked;
    }

    _word_of(word, asked) {
      const [, filter, value] = /^([a-z-]+):(?!:)(.*)$/.exec(word) || [null, "", word];
      const kinds = filter && this._kinds_of(filter);
      if (filter === "path") {
        if (value) asked.paths.push(value.toLowerCase());
      } else if (filter === "lang") {
        if (value) asked.languages.push(value.toLowerCase());
      } else if (kinds && kinds.length) {
        asked.kinds = (asked.kinds || []).concat(kinds);
        if (filter === "file" && value.includes("/")) asked.paths.push(value.toLowerCase());
        else if (value) asked.terms.push(value);
      } else {
        asked.terms.push(word);
      }
    }

    /* Whether a word before a colon names kinds. */
    filters(word) {
      return this._kinds_of(word).length > 0;
    }

    _kinds_of(filter) {
      const wanted = filter === "fn" ? "function" : filter;
      const found = [];
      this.kinds.forEach(([word], kind) => {
        if (word === wanted || word.startsWith(wanted + "-") && wanted === "import") found.push(kind);
      });
      return found;
    }

    /* -- what answers ------------------------------------------------------------------------ */

    /* The names that answer, the best first, and how many places do. */
    find(query) {
      const asked = this.parse(query);
      const found = {
        buckets: Array.from({ length: RANKS * (TYPO + 1) }, () => []),
        total: 0,
        exact: asked.terms.some((term) => term[0] === '"'),
        ranks: this._ranks(asked),
        files: this._filtered(asked),
      };
      if (!asked.terms.length && !asked.kinds && !found.files) return found;
      const matched = asked.terms.map((term) => this._matched(term));
      this._collect(matched, found);
      if (found.total < FEW && matched.length === 1 && asked.terms[0].length > 3 && !found.exact) {
        this._near(asked.terms[0].toLowerCase(), matched[0]);
        found.buckets.forEach((bucket) => { bucket.length = 0; });
        found.total = 0;
        this._collect(matched, found);
      }
      return found;
    }

    /* By what a place is, its rank; -1 where a filter keeps it out. */
    _ranks(asked) {
      const ranks = new Int8Array(2 * this.kinds.length);
      this.kinds.forEach(([word], kind) => {
        const rank = word === "file" ? FILE : word.startsWith("import-") ? IMPORT : PUBLIC;
        ranks[2 * kind] = asked.kinds && !asked.kinds.includes(kind) ? -1 : rank;
        ranks[2 * kind + 1] = ranks[2 * kind] === PUBLIC ? PRIVATE : ranks[2 * kind];
      });
      return ranks;
    }

    /* Of each file whether filters let it through; null where there are none. */
    _filtered(asked) {
      if (!asked.paths.length && !asked.languages.length) return null;
      const named = this.languages.map((language) => language.toLowerCase());
      const spoken = named.map((language) =>
        !asked.languages.length || asked.languages.some((wanted) =>
          named.includes(wanted) ? language === wanted : language.startsWith(wanted)));
      return Uint8Array.from(this.paths, (path, file) =>
        spoken[this._written[file]] &&
        asked.paths.every((part) => path.toLowerCase().includes(part)) ? 1 : 0);
    }

    /* How each name answers a term; 0 where it does not. */
    _matched(term) {
      const found = new Uint8Array(this._count);
      const whole = /^"([^"]*)"?$/.exec(term);
      const wanted = whole ? whole[1] : term, folded = wanted.toLowerCase();
      /* Who types no capital means any letter. */
      const other = whole ? 0 : wanted === folded ? EXACT : FOLDED;
      if (!folded) return found;
      let name = 0;
      for (let at = this._text.indexOf(folded, 1); at >= 0;) {
        while (this._offsets[name + 1] <= at) name++;
        const next = this._offsets[name + 1];
        if (at > this._offsets[name]) found[name] = whole ? 0 : INSIDE;
        else if (at + folded.length + 1 < next) found[name] = whole ? 0 : PREFIX;
        else found[name] = this._cased.startsWith(wanted, at) ? EXACT : other;
        at = this._text.indexOf(folded, next);
      }
      if (!whole) this._humped(wanted, found);
      return found;
    }

    _humped(term, found) {
      const wanted = parts(term).map((part) => part.toLowerCase());
      if (wanted.length < 2) return;
      const first = wanted[0].charCodeAt(0);
      for (let name = 0; name < this._count; name++) {
        if (this._text.charCodeAt(this._heads[name]) === first &&
            (!found[name] || found[name] > HUMPS) && this._hasHumps(name, wanted)) {
          found[name] = HUMPS;
        }
      }
    }

    /* Whether the humps of a name begin with these texts, each in its place. */
    _hasHumps(name, wanted) {
      const end = this._offsets[name + 1] - 1;
      let at = this._heads[name];
      for (const part of wanted) {
        while (at < end && !beginsHump(this._cased, at)) at++;
        if (at + part.length > end || !this._text.startsWith(part, at)) return false;
        for (let inside = 1; inside < part.length; inside++) {
          if (beginsHump(this._cased, at + inside)) return false;
        }
        at += part.length;
      }
      return true;
    }

    /* Find names that begin as a term does but for one character missing, added or other, or two
       neighbours the other way round. */
    _near(term, found) {
      const text = this._text, length = term.length;
      const tails = Array.from({ length: length + 3 }, (_, start) => term.slice(start));
      for (let name = 0; name < this._count; name++) {
        if (found[name]) continue;
        let at = this._offsets[name], same = 0;
        while (same < length && term.charCodeAt(same) === text.charCodeAt(at)) {
          same++;
          at++;
        }
        /* At the end of a name a character of the term can only be one too many. */
        const inside = text.charCodeAt(at) !== 10;
        if (text.startsWith(tails[same + 1], at) ||
            (inside && (text.startsWith(tails[same + 1], at + 1) ||
              text.startsWith(tails[same], at + 1))) ||
            (term.charCodeAt(same) === text.charCodeAt(at + 1) &&
              term.charCodeAt(same + 1) === text.charCodeAt(at) &&
              text.startsWith(tails[same + 2], at + 2))) {
          found[name] = TYPO;
        }
      }
    }

    _collect(matched, found) {
      const { buckets, ranks, files } = found;
      const counts = new Uint32Array(RANKS);
      for (const name of this._order) {
        let how = EXACT;
        for (const match of matched) how = Math.max(how, match[name] || TYPO + 1);
        if (how > TYPO) continue;
        counts.fill(0);
        for (let place = this._starts[name]; place < this._starts[name + 1]; place++) {
          const rank = ranks[this._words[place]];
          if (rank >= 0 && (files === null || files[this._files[place]])) counts[rank]++;
        }
        for (let rank = 0; rank < RANKS; rank++) {
          if (counts[rank]) {
            buckets[how * RANKS + rank].push(name);
            found.total += counts[rank];
          }
        }
      }
    }

    /* The rows of what was found, each a place, or how many more places of a name there are. */
    *rows(found) {
      for (let bucket = 0; bucket < found.buckets.length; bucket++) {
        for (const name of found.buckets[bucket]) yield* this._rows(name, bucket % RANKS, found);
      }
    }

    *_rows(name, rank, found) {
      const { ranks, files } = found;
      let number = 0;
      for (let place = this._starts[name]; place < this._starts[name + 1]; place++) {
        const passes = files === null || files[this._files[place]];
        if (passes && ranks[this._words[place]] === rank && (number++ < SHOWN || found.exact)) {
          yield { name: this.name(name), place: place, more: 0 };
        }
      }
      if (number > SHOWN && !found.exact) {
        yield { name: this.name(name), place: -1, more: number - SHOWN };
      }
    }
  }

  return { Index: Index, grouped: grouped };
})();
