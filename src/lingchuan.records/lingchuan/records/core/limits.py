"""What a program may use of the machine while it reads a stranger's file.

It is called by the program itself, before it looks at the first byte.
"""

import resource
import time


def limit_process(cpu_seconds: int, memory_bytes: int, written: int = 0) -> None:
    """Limit this process: seconds of processor, bytes of memory, bytes of each file."""
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds))
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_FSIZE, (written, written))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def limit_next_step(cpu_seconds: int) -> None:
    """Let the next step of this process take so many seconds of processor at most."""
    used = int(time.process_time())
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    resource.setrlimit(resource.RLIMIT_CPU, (min(used + cpu_seconds + 1, hard), hard))


def open_no_more() -> None:
    """Let this process open nothing more, neither a file nor a connection.

    A recording may name others, or addresses, that its reader would follow.
    """
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))
