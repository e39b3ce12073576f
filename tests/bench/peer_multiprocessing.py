"""The peer multiprocessing.Process, for functions; as bench_children."""
import mmap
import multiprocessing
import multiprocessing.connection
import os
import struct
import time

import peer

TIMES = 20
REST = 0.001

context = multiprocessing.get_context("fork")
stage = mmap.mmap(-1, mmap.PAGESIZE)  # shared with the children
ready_reader, ready_writer = os.pipe()


def nothing():
    """End at once."""


def wait():
    """Live until killed."""
    os.write(ready_writer, b"r")
    os.read(peer.LIFELINE, 1)


def end():
    """Rest until the parent waits, note the time, return."""
    time.sleep(REST)
    struct.pack_into("q", stage, 0, time.monotonic_ns())


def await_ready(count):
    """Wait until so many children live."""
    while count > 0:
        count -= len(os.read(ready_reader, count))


def start(target):
    """Start a process."""
    process = context.Process(target=target)
    process.start()
    return process


def run_one():
    """Start and join a process."""
    process = start(nothing)
    process.join()
    process.close()


def since_end():
    """Tell how many seconds ago the last child with end() ended."""
    (ended_at,) = struct.unpack_from("q", stage, 0)
    return (time.monotonic_ns() - ended_at) / 1e9


def measure_terminate():
    """Terminate and join a process that waits."""
    seconds = []
    for _ in range(TIMES):
        process = start(wait)
        await_ready(1)
        time.sleep(REST)
        started = time.monotonic()
        process.terminate()
        process.join()
        seconds.append(time.monotonic() - started)
        process.close()
    peer.tell("terminate", seconds)


def measure_notice(processes):
    """Wait for the end of a process among others that live."""
    sentinels = [process.sentinel for process in processes]
    noticed = []
    reaped = []
    for _ in range(TIMES):
        process = start(end)
        ended = multiprocessing.connection.wait(sentinels + [process.sentinel])
        noticed.append(since_end())
        process.join()
        reaped.append(since_end())
        if ended != [process.sentinel]:
            raise RuntimeError("another process has ended")
        process.close()
    peer.tell("notice", noticed)
    peer.tell("reap", reaped)


def measure_crowd(alive):
    """Measure with many processes alive."""
    started = time.monotonic()
    processes = [start(wait) for _ in range(alive)]
    start_seconds = time.monotonic() - started
    await_ready(alive)
    measure_terminate()
    measure_notice(processes)
    if alive == 0:
        return
    started = time.monotonic()
    for process in processes:
        process.kill()
    for process in processes:
        process.join()
        process.close()
    end_seconds = time.monotonic() - started
    peer.tell("start", [start_seconds / alive])
    peer.tell("end", [end_seconds / alive])


def main():
    order = peer.options()
    peer.tell_version()
    if order.measurement == "one":
        peer.measure_one(run_one, order.mib)
    else:
        measure_crowd(order.alive)


if __name__ == "__main__":
    main()
