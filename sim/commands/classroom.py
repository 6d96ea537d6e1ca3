"""council classroom"""

import os
from contextlib import closing, suppress
from pathlib import Path

import click

EVERYWHERE = ("0.0.0.0", "::")
NEEDS = ("babel", "fastapi", "jinja2", "uvicorn")


@click.command()
@click.option(
    "--port", type=click.IntRange(1, 65535), default=8080, show_default=True,
    help="Port to listen on.",
)  # fmt: skip
@click.option(
    "--host", default="127.0.0.1", show_default=True, metavar="ADDRESS",
    help="Address to listen on; 0.0.0.0 lets others on the network in.",
)  # fmt: skip
@click.option(
    "--pages", type=click.IntRange(1, 1000), default=60, show_default=True,
    help="Pages that may be open at once.",
)  # fmt: skip
@click.option(
    "--rooms", type=click.Path(path_type=Path), default=None, metavar="FILE",
    help="Where the rooms of a play are kept.  [default: rooms.sqlite in the user's data folder]",
)  # fmt: skip
def classroom(port, host, pages, rooms) -> None:
    """Show sessions in the browser, change them, and play them. In English and Spanish."""
    from importlib.util import find_spec

    from sim.commands.printing import notices, tell_of_compiling
    from sim.mistake import Mistake

    if missing := [name for name in NEEDS if not find_spec(name)]:
        fix = 'Install it with the extra: pip install "council-sim[classroom]"'
        raise Mistake("council classroom", f"needs the package {missing[0]}", fix)
    from sim.classroom.seats.keys import Teacher, new_key
    from sim.classroom.seats.store import Store
    from sim.classroom.seats.web import Seats
    from sim.classroom.serving import compile_apart, listening, serve

    key = new_key()
    # Where a shell has a background job ignore interrupts the server closes, but none is raised.
    with (
        suppress(KeyboardInterrupt),
        listening(host, port) as socket,
        closing(Store(rooms or _own_rooms())) as kept,
    ):
        tell_of_compiling()
        compile_apart()
        serve(socket, pages, Seats(kept, Teacher(key)), lambda: _tell(host, port, key))
    notices.print("The classroom is closed.")
    raise SystemExit(130)


def _tell(host: str, port: int, key: str) -> None:
    """Say where to go, and what to show there."""
    from socket import gethostname

    from sim.commands.printing import notices

    notices.print(f"The teacher's key is {key}, for /en/teach or /es/teach below")
    if host in EVERYWHERE:
        named = address(gethostname(), port)
        notices.print(f"Others on the network: {named}, or this machine's number")
    notices.print(f"The classroom is open at {address(host, port)} (Ctrl-C closes it)")


def _own_rooms() -> Path:
    """The file of rooms in the user's data folder."""
    home = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(home) / "council-sim" / "rooms.sqlite"


def address(host: str, port: int) -> str:
    """What to type into a browser on this machine."""
    shown = "127.0.0.1" if host in EVERYWHERE else host
    return f"http://[{shown}]:{port}" if ":" in shown else f"http://{shown}:{port}"
