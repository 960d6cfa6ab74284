"""Sets the clock back: a run that by its clock begins a day before the run that was published last.

Here belongs that clock, a small library before the C library's own, for one run and its workers alone; where no
compiler is, the fault is skipped and said. The counting belongs to `scene`.
"""

import json
import shutil
import subprocess
from pathlib import Path

from pipelines.faults.scene import Found, Scene, begin, command, outcome, start
from runtime.store import Store

BACK = """\
#define _GNU_SOURCE
#include <dlfcn.h>
#include <sys/time.h>
#include <time.h>

int clock_gettime(clockid_t id, struct timespec *at) {
    static int (*real)(clockid_t, struct timespec *);
    if (!real) real = (int (*)(clockid_t, struct timespec *))dlsym(RTLD_NEXT, "clock_gettime");
    int done = real(id, at);
    if (done == 0 && (id == CLOCK_REALTIME || id == CLOCK_REALTIME_COARSE)) at->tv_sec -= 86400;
    return done;
}

int gettimeofday(struct timeval *restrict at, void *restrict zone) {
    struct timespec now;
    int done = clock_gettime(CLOCK_REALTIME, &now);
    if (at) { at->tv_sec = now.tv_sec; at->tv_usec = now.tv_nsec / 1000; }
    return done;
}

time_t time(time_t *at) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    if (at) *at = now.tv_sec;
    return now.tv_sec;
}
"""


def library(folder: Path) -> Path | None:
    """The library that sets the clock back, for LD_PRELOAD; None where it cannot be made."""
    source, made = folder / "back.c", folder / "back.so"
    source.write_text(BACK, encoding="utf-8")
    compiler = shutil.which("cc")
    if compiler is None:
        return None
    built = subprocess.run([compiler, "-shared", "-fPIC", "-o", str(made), str(source), "-ldl"], check=False)
    return made if built.returncode == 0 else None


def set_back(scene: Scene) -> Found:
    """An incremental run under a clock of yesterday, and a full one under today's: each counts as the newest."""
    found = Found()
    made = library(scene.folder)
    if made is None:
        return found.skip("clock set back skipped: there is no C compiler here")
    home, inbox = scene.home("back", True, True), scene.inbox(True)
    for what in ("back", "right again"):
        before = Store(home).published_run()
        if what == "back":
            code, said = start(["env", f"LD_PRELOAD={made}", *command(inbox, home)]).end()
        else:
            code, said = begin(inbox, home, "--full").end()
        found.struck += code == 0
        wrong = _out_of_order(home, before) if code == 0 else None
        found.judge(f"clock set {what}", wrong or outcome(home, code, said), scene.after)
    return found


def _out_of_order(home: Path, before: str | None) -> str | None:
    """What is wrong with the order of runs, None where the published one is the newest and compared with the last."""
    store = Store(home)
    published, newest = store.published_run(), [m.run_id for m in store.manifests() if m.status == "published"][-1]
    if published in {None, before}:
        return "nothing was published"
    if published != newest:
        return f"{newest} counts as the newest run, not the published {published}"
    compared = json.loads((home / "brief.json").read_text(encoding="utf-8"))["before"]
    return None if compared == before else f"the brief compares {published} with {compared}, not with {before}"
