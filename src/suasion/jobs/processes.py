"""Jobs in processes of their own on this machine."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Mapping

from suasion.errors import Problem, SuasionError
from suasion.jobs.messages import Refusal, read
from suasion.jobs.record import Job
from suasion.jobs.worker import name_of
from suasion.progress import Progress

#: What a process runs; Ctrl-C is for the one that started it.
SCRIPT = (
    "import signal, sys, json\n"
    "signal.signal(signal.SIGINT, signal.SIG_IGN)\n"
    "asked = json.loads(sys.stdin.readline())\n"
    "sys.path[:] = asked['path']\n"
    "from suasion.jobs.worker import work\n"
    "work(asked['kind'], asked['job'])\n"
)


class Processes:
    """Runs jobs, each in a process that is killed when the work is stopped.

    Args:
        environment: All environment variables of the processes.
    """

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = dict(environment)
        self._running: set[subprocess.Popen[str]] = set()
        self._lock = threading.Lock()
        self._stopped = False

    def run(self, job: Job, progress: Progress) -> None:
        """Carries out a job and waits for its end; several may run at once, each on a thread of its own.

        Raises:
            SuasionError: The job's work could not be done, or its process ended early.
        """
        process = self._start(job)
        if process is None:
            return
        refusal: Refusal | None = None
        assert process.stdout is not None
        with process.stdout as lines:
            for line in lines:
                message = read(line)
                if isinstance(message, Refusal):
                    refusal = message
                elif message is not None:
                    progress(message.step, message.done, message.total)
        code = process.wait()
        with self._lock:
            self._running.discard(process)
        if refusal is not None:
            raise refusal.error()
        if code != 0 and not self._stopped:
            raise SuasionError(job.ended(code))

    def stop(self) -> None:
        """Kills every process that runs; no other is started."""
        with self._lock:
            self._stopped = True
            running = set(self._running)
        for process in running:
            process.kill()
        for process in running:
            process.wait()

    def _start(self, job: Job) -> subprocess.Popen[str] | None:
        """A process that has been handed its job; none once all is stopped."""
        if not sys.executable:
            what = "It does not know where it lies, so no process can be started."
            raise SuasionError(Problem("Python", what))
        with self._lock:
            if self._stopped:
                return None
            with job.log() as log:
                process = subprocess.Popen(
                    [sys.executable, "-P", "-c", SCRIPT],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=log,
                    text=True,
                    encoding="utf-8",
                    env=self._environment,
                    start_new_session=True,
                )
            self._running.add(process)
        asked = {"path": sys.path, "kind": name_of(job), "job": job.model_dump_json()}
        assert process.stdin is not None
        try:
            process.stdin.write(json.dumps(asked) + "\n")
            process.stdin.close()
        except OSError:  # it has ended already, which its exit code tells
            pass
        return process
