"""Take a validation over into METHOD.md: `python -m calibration.method FOLDER`.

FOLDER is where `council validate --breakdowns --out FOLDER` wrote `validation.json` and figures.
All are kept in `report/`, and the marked tables of METHOD.md are made from the numbers.
"""

import json
import shutil
import sys
from pathlib import Path

from calibration.report import filled, tables_of
from sim.reading import read_text
from sim.writing import write_whole

HERE = Path(__file__).resolve().parent
METHOD, KEPT = HERE / "METHOD.md", HERE / "report" / "validation.json"


def take_over(folder: Path) -> None:
    """Keep a validation with its figures and make METHOD.md's tables from it."""
    text = read_text(folder / KEPT.name)
    write_whole(KEPT, text)
    for figure in sorted(folder.glob("*.png")):
        shutil.copyfile(figure, KEPT.parent / figure.name)
    write_whole(METHOD, filled(read_text(METHOD), tables_of(json.loads(text))))


if __name__ == "__main__":
    take_over(Path(sys.argv[1]))
