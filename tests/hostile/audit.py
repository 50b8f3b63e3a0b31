"""Writes down what Python itself says that a process does: what it runs, starts, asks, opens.

Only the standard library's start is needed: the text of this module is also the first code of a
process that imports nothing. Each event is one line of Python: its name, what it is about, and
who called, from the inside out.
"""

import os
import sys

#: Variables that name the file of the events, and the folders (with ``os.pathsep`` between) whose
#: code may run: Python's own, and those where packages are installed.
TRACE = "KWINDEX_AUDIT_TRACE"
TRUSTED = "KWINDEX_AUDIT_TRUSTED"

#: Events by their first words: <https://docs.python.org/3/library/audit_events.html>.
PROGRAMS = ("os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.startfile", "pty.spawn")
NETWORK = (
    *("socket.connect", "socket.getaddrinfo", "socket.gethostby", "socket.sendto", "socket.bind"),
    *("urllib.Request", "http.client.connect", "ftplib.connect", "smtplib.connect"),
)
LOADING = ("ctypes.dlopen", "sqlite3.load_extension", "sqlite3.enable_load_extension")


def install(outside: "tuple[str, ...]") -> None:
    """Write events down from now on, for the rest of the process.

    :param outside: how the paths start that nothing may open.
    """
    trace = os.open(os.environ[TRACE], os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    trusted = tuple(os.environ[TRUSTED].split(os.pathsep))
    busy: list[int] = []

    def is_trusted(filename: str) -> bool:
        return filename.startswith((*trusted, "<frozen "))

    def about(event: str, arguments: "tuple[object, ...]", maker: str) -> "object":
        """What an event is about; ``None`` where it is none to be told."""
        first = arguments[0] if arguments else None
        if event == "exec":
            name = getattr(first, "co_filename", "")
            # The standard library makes code of texts of its own: named tuples, data classes.
            harmless = is_trusted(name) or (name.startswith("<") and is_trusted(maker))
            return None if harmless else name
        if event == "compile":
            # ``ast.parse``, which makes a tree that runs nothing, is the standard library's.
            return None if is_trusted(maker) else str(arguments[1])
        if event == "subprocess.Popen":
            words = arguments[1]
            return [os.fsdecode(word) for word in words] if isinstance(words, list) else str(words)
        if event.startswith((*PROGRAMS, *NETWORK, *LOADING)):
            return repr(arguments)
        if event == "open" and isinstance(first, (str, bytes)):
            path = os.fsdecode(first)
            return path if path.startswith(outside) else None
        if event in ("import", "pickle.find_class"):
            return repr(arguments[:2]) if "canary" in str(first) else None
        return None

    def hook(event: str, arguments: "tuple[object, ...]") -> None:
        if busy:
            return
        busy.append(1)
        try:
            frame = sys._getframe(1)
            told = about(event, arguments, frame.f_code.co_filename)
            if told is not None:
                os.write(trace, (ascii([event, told, _callers(frame)]) + "\n").encode())
        finally:
            busy.clear()

    sys.addaudithook(hook)


def _callers(frame: "object") -> "list[str]":
    names: list[str] = []
    while frame is not None and len(names) < 12:
        code = frame.f_code  # type: ignore[attr-defined]
        names.append(f"{code.co_filename}:{code.co_name}")
        frame = frame.f_back  # type: ignore[attr-defined]
    return names
