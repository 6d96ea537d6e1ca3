"""How long a question takes on the command line, once the code lies compiled on disk.

What is held to a limit is the wall time of the quickest of three calls, as a person waits: on
a busy machine it is longer. Processor time, which two cores share, is printed beside it.
"""

import os
import resource
import subprocess
import sys
import time

import pytest

QUESTION = ("compare", "march-28", "march-28-no-threat", "march-28-us-leads", "--json", "--fresh")
COMMAND = "from sim.commands import main; main()"


def asked(out, *words):
    """(wall, processor) seconds of one call of the command."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(
        [sys.executable, "-c", COMMAND, *QUESTION, *words, "--out", str(out)],
        check=True, capture_output=True, env=os.environ,
    )  # fmt: skip
    wall, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


@pytest.mark.speed
@pytest.mark.parametrize(("words", "limit"), [((), 4.0), (("--figures",), 10.0)])
def test_a_second_question_is_quick(words, limit, tmp_path, capsys):
    """Three scenarios, 10,000 runs: under 4 s in all, with figures under 10 s."""
    asked(tmp_path, *words)  # compiles, if nothing of these sources lies compiled
    times = [asked(tmp_path, *words) for _ in range(3)]
    wall, busy = (min(each) for each in zip(*times, strict=True))
    with capsys.disabled():
        print(f"\ncouncil {' '.join(QUESTION + words)}: {busy:.1f} s of processor, {wall:.1f} s")
    assert wall < limit
