"""council new"""

from pathlib import Path

import click


@click.command()
@click.argument("name")
@click.option(
    "--out", type=click.Path(path_type=Path), default=Path("."), metavar="DIR",
    help="Folder for the file.  [default: the current one]",
)  # fmt: skip
def new(name, out) -> None:
    """Write NAME.toml, a commented scenario to start from."""
    from sim.commands.printing import answers, place
    from sim.mistake import Mistake
    from sim.named import TEMPLATE, name_of_new
    from sim.writing import write_whole, writing

    path = out / f"{name_of_new(name)}.toml"
    if path.exists():
        raise Mistake(path, "is there already", "Give another name, or remove it first.")
    with writing(path):
        out.mkdir(parents=True, exist_ok=True)
        write_whole(path, TEMPLATE.read_text(encoding="utf-8"))
    shown = place(path)
    answers.print(f"{shown} asks what march-28 asks, until you change it.", soft_wrap=True)
    answers.print(f"Then: council check {shown}", soft_wrap=True)
    answers.print(f"      council compare march-28 {shown}", soft_wrap=True)
