"""A coverage-guided fuzzer over one reader of files: libFuzzer, through atheris.

    python tests/hostile/fuzz.py ANALYSER --seconds N [--name NAME] [--found FOLDER]

It starts with the canary of the reader and with the files of the tests, and mutates them towards
code that was not reached yet: ours, PyYAML's and markdown-it-py's (what tree-sitter's grammars, the
parser of Python and astroid do is run, but does not guide it). A mistake is an exception that the
reader lets out, facts that cannot be kept, a definition outside of the file, more than ten seconds
of processor time, more than two gigabytes, a signal, or no end within five minutes. Each kind of
exception is named once and its input kept in FOLDER; the exit status is 1 where there was any.
NAME chooses among the languages of a reader that has several, such as `x.swift` for `braced`.
"""

from __future__ import annotations

import argparse
import re
import resource
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from hashlib import blake2b
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from tests.hostile.canaries import CANARIES  # noqa: E402 - after the path above

#: What guides the fuzzer.
GUIDES = ("sphinx_kwindex.analysis", "sphinx_kwindex.model", "yaml", "markdown_it")

#: As in the child that reads: its stack, and how deep Python may call.
STACK = 512 * 1024 * 1024
DEPTH = 200_000

#: Seconds of processor time for one input, and of any time until libFuzzer ends the process: by the
#: clock alone an input waits for whatever else the machine does.
LONGEST = 10
ENDLESS = 300

#: Bytes of the longest input: what a reader does is done to a few thousand.
LENGTH = 4096

#: Words and marks of the seeds, which the fuzzer puts into its inputs.
TOKENS = re.compile(rb"[A-Za-z_]{2,20}|[^\sA-Za-z_0-9]{1,4}")


class Fuzzer:
    """Hands inputs to a reader, and keeps those that show a mistake.

    :param read: reads an input; what it raises is a mistake.
    :param found: where inputs are kept.
    """

    def __init__(self, read: Callable[[bytes], None], found: Path) -> None:
        self.read = read
        self.found = found
        self.mistakes: set[str] = set()

    def __call__(self, data: bytes) -> None:
        start = time.process_time()
        try:
            self.read(data)
        except (MemoryError, RecursionError):
            pass  # its page says that it is too deep
        except Exception as error:
            last = traceback.extract_tb(error.__traceback__)[-1]
            self._keep(f"{type(error).__name__} {Path(last.filename).name}:{last.lineno}", data)
        taken = time.process_time() - start
        if taken > LONGEST:
            self._keep(f"{taken:.0f} seconds {blake2b(data, digest_size=8).hexdigest()}", data)

    def _keep(self, mistake: str, data: bytes) -> None:
        if mistake not in self.mistakes:
            self.mistakes.add(mistake)
            kept = self.found / re.sub(r"\W+", "-", mistake)
            kept.write_bytes(data)
            print(f"\n{mistake}, kept in {kept}", flush=True)


def prepare(folder: Path, seeds: Iterator[bytes]) -> list[str]:
    """Write the seeds and the dictionary, and return the arguments of libFuzzer for them."""
    corpus = folder / "corpus"
    corpus.mkdir()
    tokens: set[bytes] = set()
    for place, data in enumerate(seeds):
        tokens.update(TOKENS.findall(data))
        for start in range(0, len(data), LENGTH):
            (corpus / f"{place}-{start}").write_bytes(data[start : start + LENGTH])
    words = ("".join(f"\\x{byte:02x}" for byte in token) for token in sorted(tokens))
    (folder / "dictionary").write_text("".join(f'"{word}"\n' for word in words))
    return [f"-dict={folder / 'dictionary'}", str(corpus)]


def fuzz(analyser: str, name: str, seconds: int, found: Path) -> None:
    """Fuzz one reader with files of a name; libFuzzer ends the process."""
    import atheris

    with atheris.instrument_imports(include=list(GUIDES)):
        from sphinx_kwindex.analysis import codec, worker
        from sphinx_kwindex.analysis.languages import HEAD, identify
        from sphinx_kwindex.analysis.readers import table
        from sphinx_kwindex.model.facts import FileFacts

        table.load(())

    if identify(name, b"").analyser != analyser:
        raise SystemExit(f"{name} is not read by {analyser}")

    def read(data: bytes) -> None:
        facts = worker._read(name, data)
        if codec.load(codec.dump(facts), FileFacts) != facts:
            raise ValueError("facts are not what was kept")
        for each in facts.definitions:
            if not 1 <= each.line <= max(1, facts.lines.total):
                raise ValueError(f"{each.qualname} in line {each.line} of {facts.lines.total}")

    def seeds() -> Iterator[bytes]:
        yield CANARIES[analyser].data("/mark")
        for path in sorted((ROOT / "tests" / "roots").rglob("*")):
            if path.is_file() and not path.is_symlink():
                data = path.read_bytes()
                if identify(path.name, data[:HEAD]).analyser == analyser:
                    yield data

    sys.setrecursionlimit(DEPTH)
    folder = Path(tempfile.mkdtemp(prefix="kwindex-fuzz-"))
    arguments = [
        *(f"-max_total_time={seconds}", f"-max_len={LENGTH}", f"-timeout={ENDLESS}"),
        f"-report_slow_units={ENDLESS}",
        *("-rss_limit_mb=2048", f"-artifact_prefix={found}/", "-print_final_stats=1"),
    ]
    words = [sys.argv[0], *arguments, *prepare(folder, seeds())]
    atheris.Setup(words, Fuzzer(read, found))
    atheris.Fuzz()


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("analyser", choices=sorted(CANARIES))
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--name", help="of the files, where a reader has several languages")
    parser.add_argument("--found", type=Path, default=Path("fuzz-found"))
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    options.found.mkdir(parents=True, exist_ok=True)
    if options.inside:
        name = options.name or CANARIES[options.analyser].name
        fuzz(options.analyser, name, options.seconds, options.found)
    before = set(options.found.iterdir())
    # A stack as large as that of the child that reads is given to a program when it starts.
    command = [sys.executable, *sys.argv, "--inside"]
    status = subprocess.run(command, preexec_fn=_deep, check=False).returncode
    kept = sorted(path.name for path in set(options.found.iterdir()) - before)
    print(f"{options.analyser}: status {status}, {len(kept)} inputs kept: {' '.join(kept)}")
    return 1 if status or kept else 0


def _deep() -> None:
    resource.setrlimit(resource.RLIMIT_STACK, (STACK, resource.getrlimit(resource.RLIMIT_STACK)[1]))


if __name__ == "__main__":
    sys.exit(main())
