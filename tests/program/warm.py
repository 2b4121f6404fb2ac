"""A process that has read the program's modules already, and makes a child of itself for each run.

Reading them is nine tenths of what a small command costs, and the tests run a thousand of them. Only that is saved: the child
has the surroundings, folder and streams of its run, and goes through the program's door. `make prove` begins every run from
nothing.
"""

from __future__ import annotations

import atexit
import json
import os
import socket
import subprocess  # noqa: TID251 - the process that is kept
import sys
import tempfile
import threading
import time
from importlib import import_module
from os import environ  # noqa: TID251 - that of a run
from pkgutil import walk_packages
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

TIMEOUT = 60.0
"""Seconds until a run is given up."""


class Warm:
    """The process, on this side: begun at the first run, ended with ours."""

    def __init__(self) -> None:
        """Begin it. It leads nobody and hears no key: Ctrl-C at the tests is not meant for it."""
        self._socket, its = socket.socketpair()
        command = [sys.executable, "-P", __file__, str(its.fileno())]
        self._process = subprocess.Popen(command, pass_fds=[its.fileno()], start_new_session=True)
        its.close()
        self._socket.settimeout(TIMEOUT)
        self._one_at_a_time = threading.Lock()
        atexit.register(self._end)

    def run(self, words: Sequence[str], env: Mapping[str, str], cwd: Path) -> tuple[int, bytes, bytes]:
        """Run the program with these words, at no terminal; its exit code (negative: the signal), and what it wrote."""
        said = json.dumps([list(words), dict(env), str(cwd)]).encode()
        with self._one_at_a_time, tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            socket.send_fds(self._socket, [len(said).to_bytes(4)], [out.fileno(), err.fileno()])
            self._socket.sendall(said)
            try:
                code = int.from_bytes(self._socket.recv(4), signed=True)
            except TimeoutError:
                self._process.kill()  # or its late answer would be taken for that of the next run
                raise
            out.seek(0)
            err.seek(0)
            return code, out.read(), err.read()

    def _end(self) -> None:
        self._socket.close()
        self._process.wait()


_begun: list[Warm] = []
_from_nothing: list[bool] = []


def begin_from_nothing() -> None:
    """From now on there is no warm process in this one: every run begins from nothing."""
    _from_nothing.append(True)


def warm() -> Warm | None:
    """The warm process of this one; None where every run begins from nothing."""
    if _from_nothing:
        return None
    if not _begun:
        _begun.append(Warm())
    return _begun[0]


def serve(door: socket.socket) -> tuple[list[str], dict[str, str], str]:
    """Give each request a child, until nobody asks any more. Returns in the child only, with what it was asked."""
    while True:
        head, streams, _, _ = socket.recv_fds(door, 4, 2)
        if not head:
            os._exit(0)
        said = door.recv(int.from_bytes(head), socket.MSG_WAITALL)
        child = os.fork()
        if not child:
            door.close()
            os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
            for number, stream in enumerate(streams, 1):
                os.dup2(stream, number)
                os.close(stream)
            words, env, cwd = json.loads(said)
            return words, env, cwd
        for stream in streams:
            os.close(stream)
        _, status = os.waitpid(child, 0)
        door.sendall(os.waitstatus_to_exitcode(status).to_bytes(4, signed=True))


def read_everything() -> None:
    """Read every module of the program that can be read here, and run nothing of it."""
    import selfcare

    for module in walk_packages(selfcare.__path__, "selfcare."):
        if not module.name.endswith("__main__"):
            import_module(module.name)


def run(words: list[str], env: dict[str, str], cwd: str) -> None:
    """Go through the program's door, and end without taking the memory apart, which is what costs a child most."""
    environ.clear()
    environ.update(env)
    time.tzset()
    os.chdir(cwd)
    from selfcare.__main__ import main

    code = main(words)
    atexit._run_exitfuncs()
    os._exit(code)


if __name__ == "__main__":
    read_everything()
    run(*serve(socket.socket(fileno=int(sys.argv[1]))))
