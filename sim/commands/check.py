"""council check"""

import click

from sim.commands import options


@click.command()
@click.argument("file", nargs=-1)
@options.fitted
@click.option("--json", "as_json", is_flag=True, help="Print the JSON alone.")
def check(file, fitted, as_json) -> None:
    """Check scenarios, grids, campaigns, councils and motions.

    FILE is a path, or a shipped name; without FILE, all that is shipped is checked.
    Every file is checked; the exit code is 1 if one fails.
    """
    import sys

    from sim.checking import check_file, check_names, shipped_files
    from sim.commands.printing import answers, notices, print_json
    from sim.fitted import read_fitted
    from sim.mistake import Mistake, short

    found, mistakes = [], []
    known = read_fitted(fitted) if fitted else ()
    if not file:
        check_names(shipped_files())
    for path in file or shipped_files():
        try:
            found.append({"file": short(path), "is": check_file(path, known), "mistake": None})
        except Mistake as mistake:
            mistakes.append(mistake)
            found.append({"file": short(path), "is": None, "mistake": str(mistake)})
    if as_json:
        print_json({"files": found, "mistakes": len(mistakes)})
    for line in () if as_json else found:
        if line["mistake"]:
            notices.print(f"council: {line['mistake']}", soft_wrap=True, markup=False)
        else:
            answers.print(f"{line['file']}: {line['is']}", soft_wrap=True, markup=False)
    if not as_json:
        wrong = f"{len(mistakes)} with a mistake" if mistakes else "all in order"
        answers.print(f"{len(found)} checked, {wrong}.")
    sys.exit(1 if mistakes else 0)
