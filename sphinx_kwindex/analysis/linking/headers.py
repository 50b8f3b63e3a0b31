"""Headers that no repository holds: those of C, C++ and POSIX."""

from __future__ import annotations

#: ISO/IEC 9899:2024, 7.1.2.
_C = """
    assert complex ctype errno fenv float inttypes iso646 limits locale math setjmp signal stdalign
    stdarg stdatomic stdbit stdbool stdckdint stddef stdint stdio stdlib stdnoreturn string tgmath
    threads time uchar wchar wctype
"""
#: ISO/IEC 14882:2023, [headers], and the parallelism and `experimental` ones that came before.
_CPP = """
    algorithm any array atomic barrier bit bitset charconv chrono codecvt compare complex concepts
    condition_variable coroutine debugging deque exception execution expected filesystem flat_map
    flat_set format forward_list fstream functional future generator hazard_pointer initializer_list
    inplace_vector iomanip ios iosfwd iostream istream iterator latch limits linalg list locale map
    mdspan memory memory_resource mutex new numbers numeric optional ostream print queue random
    ranges ratio rcu regex scoped_allocator semaphore set shared_mutex simd source_location span
    spanstream sstream stack stacktrace stdexcept stdfloat stop_token streambuf string string_view
    strstream syncstream system_error text_encoding thread tuple type_traits typeindex typeinfo
    unordered_map unordered_set utility valarray variant vector version ccomplex
    cassert cctype cerrno cfenv cfloat cinttypes ciso646 climits clocale cmath csetjmp csignal
    cstdalign cstdarg cstdbool cstddef cstdint cstdio cstdlib cstring ctgmath ctime cuchar cwchar
    cwctype
"""
#: IEEE Std 1003.1-2024 and earlier issues, "Headers".
_POSIX = """
    aio arpa/inet cpio devctl dirent dlfcn endian fcntl fmtmsg fnmatch ftw glob grp iconv langinfo
    libgen libintl monetary mqueue ndbm net/if netdb netinet/in netinet/tcp nl_types poll pthread
    pwd regex sched search semaphore spawn strings stropts sys/ipc sys/mman sys/msg
    sys/resource sys/select sys/sem sys/shm sys/socket sys/stat sys/statvfs sys/time sys/times
    sys/types sys/uio sys/un sys/utsname sys/wait syslog tar termios trace ulimit unistd utime utmpx
    wordexp
"""

#: As an include writes them.
STANDARD_HEADERS: frozenset[str] = frozenset(
    [*_CPP.split(), *(f"{name}.h" for name in (_C + _POSIX).split())]
)
