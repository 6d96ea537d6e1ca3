"""The command line: one file a verb. Only here is anything printed.

Verbs import what they need when they run, so that `council --help` answers at once.
"""

import os
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

import click

from sim import __version__
from sim.commands.calibrate import calibrate
from sim.commands.check import check
from sim.commands.classroom import classroom
from sim.commands.compare import compare
from sim.commands.facts import facts
from sim.commands.forecast import forecast
from sim.commands.list import list_
from sim.commands.narrow import narrow
from sim.commands.new import new
from sim.commands.parameters import parameters
from sim.commands.prove import prove
from sim.commands.replay import replay
from sim.commands.results import results
from sim.commands.run import run
from sim.commands.show import show
from sim.commands.validate import validate
from sim.mistake import Mistake, Note


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="council")
def council() -> None:
    """Simulate a diplomatic council's votes.

    Start with: council compare march-28 march-28-no-threat
    """


VERBS = {
    "list": list_,
    "show": show,
    "parameters": parameters,
    "new": new,
    "check": check,
    "run": run,
    "compare": compare,
    "replay": replay,
    "results": results,
    "calibrate": calibrate,
    "narrow": narrow,
    "facts": facts,
    "forecast": forecast,
    "validate": validate,
    "classroom": classroom,
    "prove": prove,
}
for name, verb in VERBS.items():
    council.add_command(verb, name)


@contextmanager
def _notes() -> Iterator[None]:
    """Each `Note` is told once a command, on standard error."""
    said = set()

    def tell(message, category, *place, **more) -> None:
        from sim.commands.printing import notices

        if not issubclass(category, Note):
            otherwise(message, category, *place, **more)
        elif str(message) not in said:
            said.add(str(message))
            notices.print(f"council: note: {message}", markup=False)

    with warnings.catch_warnings():
        otherwise, warnings.showwarning = warnings.showwarning, tell
        warnings.simplefilter("always", Note)
        yield


def main() -> None:
    """Run the command line: 0 done, 1 a mistake in a file, name or folder, 2 usage, 130 Ctrl-C."""
    try:
        with _notes():
            code = council.main(standalone_mode=False)
        sys.stdout.flush()
        sys.exit(code)
    except Mistake as mistake:
        click.echo(f"council: {mistake}", err=True)
        sys.exit(1)
    except (click.exceptions.Abort, KeyboardInterrupt) as stop:
        kept = getattr(stop.__cause__ or stop, "__notes__", [])  # by `keeping`, where parts are
        click.echo("; ".join(["council: stopped", *kept]), err=True)
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except BrokenPipeError:
        sys.stderr.close()  # the reader of our output has gone: nothing is left to say
        sys.exit(0)
    except OSError as error:
        what = error.strerror or error
        click.echo(f"council: {error.filename or 'standard output'}: {what}", err=True)
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115 - Python flushes it on its way out
        sys.exit(1)
