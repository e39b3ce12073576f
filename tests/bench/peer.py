"""What the peers in Python have in common: options, memory, figures."""
import argparse
import mmap
import platform
import statistics
import time

LIFELINE = 3  # ends when the driver does
LEAST = 5
WARM_UP = 5
BUDGET = 0.4  # seconds


def options():
    """Read the command line, which is that of bench_children."""
    parser = argparse.ArgumentParser()
    parser.add_argument("measurement", choices=("one", "crowd"))
    parser.add_argument("--mib", type=int, default=0)
    parser.add_argument("--alive", type=int, default=0)
    parser.add_argument("command", nargs="*")
    return parser.parse_intermixed_args()


def grow(mib):
    """Touch every page of so much memory, in small pages; return it."""
    if mib == 0:
        return None
    memory = mmap.mmap(-1, mib << 20, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
    memory.madvise(mmap.MADV_NOHUGEPAGE)
    for at in range(0, mib << 20, 4096):
        memory[at] = 1
    return memory


def tell_version():
    """Say what is measured."""
    print("version", platform.python_implementation(),
          platform.python_version())


def tell(name, seconds):
    """Print what is typical of some times, the mean of their middle half, as
    a figure in microseconds."""
    quarter = len(seconds) // 4
    middle = sorted(seconds)[quarter:len(seconds) - quarter]
    print(f"{name} {statistics.mean(middle) * 1e6:.3f}")


def repeat(act, most, budget=BUDGET):
    """Time act() up to `most` times, as long as the budget lasts."""
    end = time.monotonic() + budget
    seconds = []
    while len(seconds) < most and (
            len(seconds) < LEAST or time.monotonic() < end):
        started = time.monotonic()
        act()
        seconds.append(time.monotonic() - started)
    return seconds


def measure_one(act, mib):
    """Measure act(), which starts and joins a process."""
    memory = grow(mib)
    repeat(act, WARM_UP, BUDGET / 10)
    tell("one", repeat(act, 200))
    del memory
