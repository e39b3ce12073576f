"""The scenarios of parity.c in Python, under the same names."""
import logging
import multiprocessing
import os
import resource
import signal
import sys
import time
from multiprocessing import Process, active_children, current_process

SCENARIOS = {}


def scenario(function):
    SCENARIOS[function.__name__.replace('_', '-')] = function
    return function


def result(label, call, *args):
    try:
        call(*args)
    except Exception as error:
        print(f'{label}: {type(error).__name__}: {error}')
    else:
        print(f'{label}: ok')


def start(target, *args, **kwargs):
    process = Process(target=target, args=args, **kwargs)
    process.start()
    return process


def run(target, *args, **kwargs):
    process = start(target, *args, **kwargs)
    process.join()
    return process


def set_attribute(process, name, value):
    setattr(process, name, value)


def exitcode(label, process):
    try:
        print(label, process.exitcode)
    except Exception as error:
        print(f'{label}: {type(error).__name__}: {error}')


class Worker(Process):
    pass


# -------------------------------------------------------------------- objects

def says_name():
    print(current_process().name)


def boss():
    says_name()
    run(says_name)
    worker = Worker(target=says_name)
    worker.start()
    worker.join()


@scenario
def names():
    for name in 'x', None, '', None, 'y':
        print(Process(name=name).name)
    run(boss, name='boss')
    worker = Worker(target=boss)
    worker.start()
    worker.join()


def tree_of(depth):
    says_name()
    if depth:
        Process()
        run(tree_of, depth - 1)
        run(tree_of, depth - 1)


@scenario
def tree():
    Process()
    Process()
    run(tree_of, 2)


@scenario
def spelling():
    for name in (
            'plain', "it's", 'say "so"', 'it\'s "so"', 'a\nb\tc\rd\\e',
            '\x01\x1f\x7f\x1b[31m', 'caf\xe9', '\u6f22\u5b57', '\U0001f600',
            '\x80\xa0\xad', '\u200b', '\u2028', '\ue000', '\U0010ffff',
            'e\u0301', '\u200d', '\ufe0f', '\ufeff', '\u3000', '\U0001fae0',
            '\U000e0001', '\u0600', '\u180e'):
        print(Process(name=name))


def daemon_rules():
    myself = current_process()
    inherited = Process(target=says_name)
    plain = Process(target=says_name, daemon=False)
    print(myself)
    print(inherited)
    print(plain)
    result('inherited', inherited.start)
    result('plain', plain.start)
    result('undo', set_attribute, myself, 'daemon', False)
    result('plain', plain.start)
    result('join', plain.join)


@scenario
def daemon():
    process = Process(target=daemon_rules, daemon=True)
    early = Process(target=says_name)
    result('start', process.start)
    result('set', set_attribute, process, 'daemon', True)
    result('join', process.join)
    result('set', set_attribute, process, 'daemon', True)
    result('close', process.close)
    result('set', set_attribute, process, 'daemon', False)
    print(process)
    result('main', set_attribute, current_process(), 'daemon', True)
    print(Process())
    result('start', early.start)
    result('main', set_attribute, current_process(), 'daemon', False)
    result('start', early.start)
    result('join', early.join)
    print(early)


MAIN_KEY = bytes(current_process().authkey)


def compares_key(deep):
    key = current_process().authkey
    print(len(key), key == MAIN_KEY)
    if deep:
        run(compares_key, 0)


@scenario
def keys():
    early = Process(target=compares_key, args=(0,))
    run(compares_key, 1)
    current_process().authkey = b'abc'
    run(compares_key, 0)
    early.start()
    early.join()


MAIN = current_process()


def relatives_of(deep):
    myself = current_process()
    parent = multiprocessing.parent_process()
    print(myself)
    print(parent)
    print(MAIN)
    print(myself.pid == os.getpid())
    print(parent.pid == os.getppid())
    print('alive', int(myself.is_alive()))
    print('alive', int(parent.is_alive()))
    exitcode('self', myself)
    exitcode('parent', parent)
    result('start self', myself.start)
    result('start parent', parent.start)
    result('join self', myself.join)
    result('join main', MAIN.join)
    result('main alive', MAIN.is_alive)
    result('sentinel self', getattr, myself, 'sentinel')
    parent.join(0.05)
    result('close main', MAIN.close)
    if deep:
        run(relatives_of, 0)
    result('close self', myself.close)
    print(myself)
    result('self alive', myself.is_alive)
    result('close parent', parent.close)
    print('alive', int(parent.is_alive()))
    result('join parent', parent.join, 0)
    result('sentinel parent', getattr, parent, 'sentinel')
    exitcode('parent', parent)
    print(parent)


@scenario
def relatives():
    early = Process(target=relatives_of, args=(0,))
    print(MAIN)
    print(multiprocessing.parent_process())
    result('start', MAIN.start)
    result('join', MAIN.join)
    result('sentinel', getattr, MAIN, 'sentinel')
    result('close', MAIN.close)
    MAIN.name = 'Renamed'
    early.start()
    early.join()
    run(relatives_of, 1)


# --------------------------------------------------------------------- states

def all_calls(process):
    print(process)
    result('start', process.start)
    result('join', process.join, 0)
    result('is_alive', process.is_alive)
    exitcode('exitcode', process)
    result('pid', getattr, process, 'pid')
    result('sentinel', getattr, process, 'sentinel')
    result('daemon', set_attribute, process, 'daemon', process.daemon)
    result('name', set_attribute, process, 'name', 'renamed')
    result('close', process.close)
    print(process)


def calls_foreign(foreign):
    for process in foreign:
        all_calls(process)


def wait_for_end(process):
    """Wait until a child is a zombie, which is a moment after its sentinel is
    ready, or has been reaped by another start."""
    try:
        os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
    except ChildProcessError:
        pass


@scenario
def states():
    running = start(time.sleep, 60)
    ended = start(sys.exit, 3)
    killed = start(time.sleep, 60)
    closed = Process()
    closed.close()
    wait_for_end(ended)
    killed.terminate()
    wait_for_end(killed)
    run(calls_foreign, (Process(), running, closed))
    for process in running, ended, killed, closed:
        all_calls(process)
    result('terminate', running.terminate)
    result('terminate', closed.terminate)
    running.join()
    result('kill', running.kill)
    all_calls(running)


@scenario
def codes():
    for code in 0, 1, 7, 255, 256, 257, -1, -9, 300, 2147483647:
        exitcode(f'{code} ->', run(sys.exit, code))


def kills_itself(number):
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if number != signal.SIGKILL:
        signal.signal(number, signal.SIG_DFL)
    os.kill(os.getpid(), number)


@scenario
def signals():
    for number in (1, 2, 3, 4, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 24, 25, 26,
                   27, 29, 30, 31, 34, 35, 40, 64):
        process = run(kills_itself, number)
        exitcode('exitcode', process)
        print(process)


def print_children():
    found = sorted(process.name for process in active_children())
    print(len(found), *found)


@scenario
def children():
    print_children()
    processes = [Process(target=time.sleep, args=(60,)) for _ in range(4)]
    print_children()
    for process in processes:
        process.start()
    print_children()
    run(print_children)
    processes[1].kill()
    wait_for_end(processes[1])
    print_children()
    processes[2].terminate()
    processes[2].join()
    processes[0].name = 'first'
    print_children()
    for process in processes:
        process.kill()
        process.join()
        exitcode('exitcode', process)
    print_children()


@scenario
def joins():
    process = start(time.sleep, 60)
    for limit in 0, -1, -0.0, 0.05:
        process.join(limit)
        exitcode('exitcode', process)
    process.kill()
    process.join()
    process.join(0)
    exitcode('exitcode', process)
    print(multiprocessing.cpu_count())


def says_where():
    print(current_process())


class Overriding(Process):
    def run(self):
        print('run of', self.name)
        super().run()


Overriding.__name__ = 'Worker'


@scenario
def runs():
    plain = Process(target=says_where)
    own = Overriding(target=says_where)
    plain.run()
    own.run()
    print(plain)
    plain.start()
    plain.join()
    own.start()
    own.join()
    print(own)
    result('run', plain.run)
    result('run', Process().run)


# ----------------------------------------------------------------------- ends

READY = os.pipe()


def wait_ready():
    os.read(READY[0], 1)


def on_term(number, frame):
    os.write(1, b'daemon got SIGTERM\n')
    os._exit(0)


def catching(seconds):
    signal.signal(signal.SIGTERM, on_term)
    os.write(READY[1], b'r')
    time.sleep(seconds)


def deaf(seconds):
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    os.write(READY[1], b'r')
    time.sleep(seconds)
    print('daemon done')


def sleeps_and_says(seconds):
    print('child starts')
    time.sleep(seconds)
    print('child done')


@scenario
def daemon_and_child():
    start(catching, 60, name='daemon', daemon=True)
    start(sleeps_and_says, 0.3)
    wait_ready()
    print('main end')


@scenario
def deaf_daemon():
    start(deaf, 0.3, name='daemon', daemon=True)
    wait_ready()
    print('main end')


@scenario
def exit():
    start(sleeps_and_says, 0.2)
    print('main end')
    sys.exit(5)


def raises(deep):
    print('printed')
    if deep:
        start(sleeps_and_says, 0.2)
    raise ValueError('it was bad')


@scenario
def raise_():
    for deep in 0, 1:
        exitcode('exitcode', run(raises, deep, name='my proc'))


@scenario
def raise_in_main():
    start(sleeps_and_says, 0.2)
    print('main end')
    raise ValueError('it was bad')


def prints_and_ends(way):
    print(f'<{way}>')
    if way == 'exit':
        sys.exit(2)
    if way == '_exit':
        os._exit(3)
    if way == 'signal':
        os.kill(os.getpid(), signal.SIGTERM)


@scenario
def buffers():
    print('[main]')
    for way in 'return', 'exit', '_exit', 'signal':
        exitcode('exitcode', run(prints_and_ends, way))


def returns():
    pass


def log_at(level):
    multiprocessing.log_to_stderr(level)
    run(returns)
    run(sys.exit, 3)
    start(deaf, 0.3, name='daemon', daemon=True)
    wait_ready()


@scenario
def log_info():
    log_at(logging.INFO)


@scenario
def log_debug():
    log_at(logging.DEBUG)


# ------------------------------------------------------------------- tutorial

def worker(seconds):
    for _ in range(3):
        print('time is')
        time.sleep(seconds)


@scenario
def single():
    process = start(worker, 0.1)
    print(f'the number of cpu is {multiprocessing.cpu_count()}')
    print(f'name is {process.name}')
    print(f'isalive is {process.is_alive()}')


def numbered(number):
    time.sleep(1 - 0.2 * number)
    print(f'worker {number}')


@scenario
def multiple():
    for number in range(1, 5):
        start(numbered, number)
    print(f'the number of cpu is {multiprocessing.cpu_count()}')
    for process in sorted(active_children(), key=lambda child: child.name):
        print(f'name is {process.name}')


def daemon_worker(seconds):
    print('start time is')
    time.sleep(seconds)
    print('end time is')


@scenario
def daemon_off():
    start(daemon_worker, 0.2)
    print('end!!!')


@scenario
def daemon_on():
    start(daemon_worker, 0.2, daemon=True)
    print('end!!!')


@scenario
def daemon_joined():
    run(daemon_worker, 0.2, daemon=True)
    print('end!!!')


SCENARIOS['raise'] = SCENARIOS.pop('raise-')

if __name__ == '__main__':
    if len(sys.argv) < 2:
        print(*SCENARIOS, sep='\n')
    else:
        SCENARIOS[sys.argv[1]]()
