"""council classroom"""

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
def classroom(port, host, pages) -> None:
    """Show sessions in the browser and let a class change them; in English and Spanish."""
    from importlib.util import find_spec
    from socket import gethostname

    from sim.commands.printing import notices, tell_of_compiling
    from sim.mistake import Mistake

    if missing := [name for name in NEEDS if not find_spec(name)]:
        fix = 'Install it with the extra: pip install "council-sim[classroom]"'
        raise Mistake("council classroom", f"needs the package {missing[0]}", fix)
    from sim.classroom.serving import compile_apart, listening, serve

    try:
        with listening(host, port) as socket:
            tell_of_compiling()
            compile_apart()
            notices.print(f"The classroom is open at {address(host, port)} (Ctrl-C closes it)")
            if host in EVERYWHERE:
                named = address(gethostname(), port)
                notices.print(f"Others on the network: {named}, or this machine's number")
            serve(socket, pages)
    except KeyboardInterrupt:
        notices.print("The classroom is closed.")
        raise SystemExit(130) from None


def address(host: str, port: int) -> str:
    """What to type into a browser on this machine."""
    shown = "127.0.0.1" if host in EVERYWHERE else host
    return f"http://[{shown}]:{port}" if ":" in shown else f"http://{shown}:{port}"
