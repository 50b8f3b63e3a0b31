/* What a query of the keyword search asks for, and what of an index answers it. */

"use strict";

(function () {
  const { beginsHump, small } = kwindexSearch;

  /* How a name answers, the best first. */
  const EXACT = 1, FOLDED = 2, PREFIX = 3, HUMPS = 4, INSIDE = 5, TYPO = 6;
  /* Which places of a name stand before others. */
  const PUBLIC = 0, PRIVATE = 1, FILE = 2, IMPORT = 3, RANKS = 4;
  /* Where fewer definitions answer than this, names with one typo answer as well. */
  const FEW = 12;
  /* Places of one name in a list of many. */
  const SHOWN = 3;
  /* What stands between a name and what it is in, in any language. */
  const JOINT = /\.|::|#|->/;

  /* What of each hump a term gives: DTenET is D, Ten, E, T; small letters are one each. */
  function parts(term) {
    const plain = term === term.toLowerCase() && !/[_\p{N}]/u.test(term);
    return term.match(plain ? /\p{L}/gu : /\p{Lu}[\p{Ll}\p{Lo}]*|[\p{Ll}\p{Lo}]+|\p{N}+/gu) || [];
  }

  /* -- what is asked ------------------------------------------------------------------------- */

  class Query {
    constructor(text, kinds) {
      this.terms = [];
      this.kinds = null;
      this.paths = [];
      this.languages = [];
      for (const word of text.match(/[^\s"]*"[^"]*"?|\S+/g) || []) this._add(word, kinds);
      this.exact = this.terms.some((term) => term[0] === '"');
      this.empty = !this.terms.length && !this.kinds && !this.ofFiles;
      this._qualify();
    }

    /* Of one term with joints, what the name is in (the folded names from the outside in) and the
       query of the name alone. */
    _qualify() {
      this.within = [];
      if (this.terms.length !== 1) return;
      const [term] = this.terms, names = bare(term).split(JOINT);
      const own = names.pop(), within = names.filter(Boolean).map(small);
      if (!own || !within.length) return;
      this.within = within;
      this.alone = Object.create(this, { terms: { value: [this.exact ? `"${own}"` : own] } });
    }

    /* Whether it asks for some files only. */
    get ofFiles() {
      return this.paths.length > 0 || this.languages.length > 0;
    }

    _add(word, kinds) {
      const [, filter, value] = /^([a-z-]+):(?!:)(.*)$/.exec(word) || [null, "", word];
      const found = filter && kindsOf(filter, kinds);
      if (filter === "path") {
        if (value) this.paths.push(value.toLowerCase());
      } else if (filter === "lang") {
        if (value) this.languages.push(value.toLowerCase());
      } else if (found && found.length) {
        this.kinds = (this.kinds || []).concat(found);
        if (filter === "file" && value.includes("/")) this.paths.push(value.toLowerCase());
        else if (value) this.terms.push(value);
      } else {
        this.terms.push(word);
      }
    }
  }

  /* The numbers of the kinds that a word before a colon names. */
  function kindsOf(filter, kinds) {
    const wanted = filter === "fn" ? "function" : filter;
    const found = [];
    kinds.forEach(([word], kind) => {
      if (word === wanted || word.startsWith(wanted + "-") && wanted === "import") found.push(kind);
    });
    return found;
  }

  /* A term without its quotes. */
  function bare(term) {
    const quoted = /^"([^"]*)"?$/.exec(term);
    return quoted ? quoted[1] : term;
  }

  /* -- what answers -------------------------------------------------------------------------- */

  /* The names that answer, the best first, and how many places do. Where the index holds but a
     part of all names, `last` is the last way to answer of which it holds every name. */
  function find(index, query, last = TYPO) {
    const found = {
      buckets: Array.from({ length: RANKS * (TYPO + 1) }, () => []),
      total: 0,
      exact: query.exact,
      ranks: ranksOf(index, query),
      files: filesOf(index, query),
    };
    if (query.empty) return found;
    const matched = query.terms.map((term) => match(index, term));
    collect(index, matched, found, last);
    const [term] = query.terms;
    if (last === TYPO && found.total < FEW && matched.length === 1 && term.length > 3 &&
        !query.exact) {
      addNear(index, small(term), matched[0]);
      found.buckets.forEach((bucket) => { bucket.length = 0; });
      found.total = 0;
      collect(index, matched, found, last);
    }
    return found;
  }

  /* By what a place is, its rank; -1 where a filter keeps it out. */
  function ranksOf(index, query) {
    const ranks = new Int8Array(2 * index.kinds.length);
    index.kinds.forEach(([word], kind) => {
      const rank = word === "file" ? FILE : word.startsWith("import-") ? IMPORT : PUBLIC;
      ranks[2 * kind] = query.kinds && !query.kinds.includes(kind) ? -1 : rank;
      ranks[2 * kind + 1] = ranks[2 * kind] === PUBLIC ? PRIVATE : ranks[2 * kind];
    });
    return ranks;
  }

  /* Of each file whether filters let it through; null where there are none. */
  function filesOf(index, query) {
    if (!query.ofFiles) return null;
    const named = index.languages.map((language) => language.toLowerCase());
    const spoken = named.map((language) =>
      !query.languages.length || query.languages.some((wanted) =>
        named.includes(wanted) ? language === wanted : language.startsWith(wanted)));
    return Uint8Array.from(index.paths, (path, file) =>
      spoken[index.written[file]] &&
      query.paths.every((part) => path.toLowerCase().includes(part)) ? 1 : 0);
  }

  /* How each name answers a term; 0 where it does not. */
  function match(index, term) {
    const { text, offsets } = index;
    const found = new Uint8Array(index.count);
    const whole = term[0] === '"', wanted = bare(term), folded = small(wanted);
    /* Who types no capital means any letter. */
    const other = whole ? 0 : wanted === folded ? EXACT : FOLDED;
    if (!folded) return found;
    let name = 0;
    for (let at = text.indexOf(folded, 1); at >= 0;) {
      while (offsets[name + 1] <= at) name++;
      const next = offsets[name + 1];
      if (at > offsets[name]) found[name] = whole ? 0 : INSIDE;
      else if (at + folded.length + 1 < next) found[name] = whole ? 0 : PREFIX;
      else found[name] = index.cased.startsWith(wanted, at) ? EXACT : other;
      at = text.indexOf(folded, next);
    }
    if (!whole) addHumps(index, wanted, found);
    return found;
  }

  /* Find the names whose humps begin with the parts of a term, each in its place. */
  function addHumps(index, term, found) {
    const wanted = parts(term).map(small);
    if (wanted.length < 2) return;
    const { initials, humps } = index;
    const line = "\n" + wanted.map((part) => part[0]).join("");
    let name = 0;
    for (let at = initials.indexOf(line); at >= 0; at = initials.indexOf(line, at + 1)) {
      while (humps[name] <= at) name++;
      if ((!found[name] || found[name] > HUMPS) && hasHumps(index, name, wanted)) {
        found[name] = HUMPS;
      }
    }
  }

  function hasHumps(index, name, wanted) {
    let at = index.offsets[name];
    for (const part of wanted) {
      while (!beginsHump(index.cased, at)) at++;
      if (!index.text.startsWith(part, at)) return false;
      for (let inside = 1; inside < part.length; inside++) {
        if (beginsHump(index.cased, at + inside)) return false;
      }
      at += part.length;
    }
    return true;
  }

  /* Find names that begin as a term does but for one character missing, added or other, or two
     neighbours the other way round. */
  function addNear(index, term, found) {
    const { text } = index, length = term.length;
    const tails = Array.from({ length: length + 3 }, (_, start) => term.slice(start));
    for (let name = 0; name < index.count; name++) {
      if (found[name]) continue;
      let at = index.offsets[name], same = 0;
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

  function collect(index, matched, found, last) {
    const { buckets, ranks, files } = found;
    const { starts, words } = index;
    const counts = new Uint32Array(RANKS);
    for (const name of index.order) {
      let how = EXACT;
      for (const match of matched) how = Math.max(how, match[name] || TYPO + 1);
      if (how > last) continue;
      counts.fill(0);
      for (let place = starts[name]; place < starts[name + 1]; place++) {
        const rank = ranks[words[place]];
        if (rank >= 0 && (files === null || files[index.files[place]])) counts[rank]++;
      }
      for (let rank = 0; rank < RANKS; rank++) {
        if (counts[rank]) {
          buckets[how * RANKS + rank].push(name);
          found.total += counts[rank];
        }
      }
    }
  }

  /* The rows of what was found, each a place, or how many more places of a name there are. Those of
     a qualified name, where there are any, stand after the names that begin as the term does. */
  function* rows(index, found, qualified = []) {
    for (let bucket = 0; bucket < found.buckets.length; bucket++) {
      if (bucket === HUMPS * RANKS) yield* qualified;
      for (const name of found.buckets[bucket]) {
        yield* rowsOf(index, name, bucket % RANKS, found);
      }
    }
  }

  function* rowsOf(index, name, rank, found) {
    const { ranks, files } = found;
    let number = 0;
    for (let place = index.starts[name]; place < index.starts[name + 1]; place++) {
      const passes = files === null || files[index.files[place]];
      if (passes && ranks[index.words[place]] === rank && (number++ < SHOWN || found.exact)) {
        yield { name: index.name(name), place: place, more: 0 };
      }
    }
    if (number > SHOWN && !found.exact) {
      yield { name: index.name(name), place: -1, more: number - SHOWN };
    }
  }

  /* -- what answers a qualified name --------------------------------------------------------- */

  /* The places of the last part of a qualified name, the likely ones first: in files that are called
     as what holds it, lie in folders that are, or define something that is. What an index does not
     say of a place is what it stands in: `depth` tells, once its details are there. */
  function* candidates(index, query) {
    const { ranks, files, buckets } = find(index, query.alone, PREFIX);
    const homes = homesOf(index, query.within[query.within.length - 1]);
    for (const likely of [1, 0]) {
      let order = 0;
      for (let bucket = 0; bucket < buckets.length; bucket++) {
        for (const name of buckets[bucket]) {
          for (let place = index.starts[name]; place < index.starts[name + 1]; place++) {
            const file = index.files[place];
            order++;
            if (homes[file] === likely && (files === null || files[file]) &&
                ranks[index.words[place]] === bucket % RANKS) {
              yield { name: index.name(name), place: place, more: 0, bucket: bucket, order: order };
            }
          }
        }
      }
    }
  }

  function homesOf(index, holder) {
    const homes = Uint8Array.from(index.paths, (path) =>
      small(path).split(/[/.]/).includes(holder) ? 1 : 0);
    match(index, holder).forEach((how, name) => {
      if (how !== EXACT && how !== FOLDED) return;
      for (let place = index.starts[name]; place < index.starts[name + 1]; place++) {
        homes[index.files[place]] = 1;
      }
    });
    return homes;
  }

  /* How many folders, files and definitions stand between a place and what its query says that it
     is in, and how many stand around it in all; null where it is not in it. `before` is the qualified
     name that its own follows. */
  function depth(within, path, before) {
    const around = path.replace(/\.[^./]*$/, "").split("/").concat(before.split(JOINT));
    const names = around.filter(Boolean).map(small);
    let at = names.length, last = -1;
    for (const name of within.slice().reverse()) {
      at = at > 0 ? names.lastIndexOf(name, at - 1) : -1;
      if (at < 0) return null;
      if (last < 0) last = at;
    }
    return [names.length - 1 - last, names.length];
  }

  /* -- what a part of the index can answer --------------------------------------------------- */

  /* How many blocks may be loaded for one query. */
  const BLOCKS = 2;

  /* The blocks that hold all names that are a term, or begin with it where these are few, and the
     last way to answer that they are enough for; null where only the whole index is. `starts` are
     the first names of blocks in small letters. */
  function part(query, starts) {
    if (query.terms.length !== 1 || query.ofFiles) return null;
    const [term] = query.terms, folded = small(bare(term));
    const first = blockOf(folded, starts);
    if (query.exact) return { blocks: [first], last: TYPO };
    const end = blockOf(folded + "\uffff", starts);
    if (end - first >= BLOCKS) return { blocks: [first], last: FOLDED };
    const blocks = Array.from({ length: end - first + 1 }, (_, number) => first + number);
    return { blocks: blocks, last: PREFIX };
  }

  /* The last block that does not begin after a name. */
  function blockOf(name, starts) {
    let low = 0, high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (starts[middle] <= name) low = middle;
      else high = middle;
    }
    return low;
  }

  Object.assign(kwindexSearch, { Query, candidates, depth, find, kindsOf, part, rows });
})();
