"""The peer subprocess.Popen, for commands; as bench_children."""
import subprocess

import peer


def main():
    order = peer.options()
    peer.tell_version()

    def run():
        subprocess.Popen(order.command).wait()

    peer.measure_one(run, order.mib)


if __name__ == "__main__":
    main()
