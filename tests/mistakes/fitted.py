"""Mistakes in a set of fitted draws, and in the accepted draws beside it."""

import io
import json

import numpy as np

from sim.draws import digest_of_draws
from sim.fitted import ABOUT, DRAWS, read_posterior
from sim.procedure import ACCEPTED, ACCEPTED_ABOUT
from sim.words import FITTED
from tests.mistakes.case import Case

NPZ = (FITTED / "records" / DRAWS).read_bytes()
ASK_AGAIN = "Write the set again with `council calibrate --out`."


def draws(change, *says: str) -> Case:
    """The shipped draws, changed: `change(names, draws, about)` returns the three."""
    shipped = read_posterior()
    names, table, about = change(
        list(shipped.names), shipped.draws.astype(np.float32), dict(shipped.about)
    )
    packed = io.BytesIO()
    np.savez_compressed(packed, names=np.array(names), draws=table)
    return fit({DRAWS: packed.getvalue(), ABOUT: json.dumps(about)}, *says)


def fit(files: dict[str, object], *says: str) -> Case:
    """A set of draws with these files in place of the shipped ones; None leaves one out."""
    shipped = {name: (FITTED / "records" / name).read_bytes() for name in (DRAWS, ABOUT)}
    files = {f"fit/{name}": part for name, part in (shipped | files).items() if part is not None}
    return Case("run march-28 --runs 10 --json --fitted fit", ("fit", *says), files)


def beside(names, table, **about) -> dict[str, object]:
    """Accepted draws, for a set's folder."""
    packed = io.BytesIO()
    np.savez_compressed(packed, names=np.array(names), draws=table)
    about = {"digest": digest_of_draws(names, table)} | about
    return {ACCEPTED: packed.getvalue(), ACCEPTED_ABOUT: json.dumps(about)}


def signed(names, table, about):
    """The three, with a digest that fits them."""
    return names, table, about | {"digest": digest_of_draws(tuple(names), table)}


def with_nan(names, table, about):
    table[3, 5] = np.nan
    return signed(names, table, about)


def accepted(**about) -> Case:
    """A set with the shipped accepted draws beside it that say something else of themselves."""
    told = json.loads((FITTED / ACCEPTED_ABOUT).read_text()) | about
    text = json.dumps({key: value for key, value in told.items() if value is not None})
    files = {ACCEPTED: (FITTED / ACCEPTED).read_bytes(), ACCEPTED_ABOUT: text}
    return fit(files, "fit/accepted.json: is damaged", "council narrow")


def quantiles(prior, after) -> dict:
    return {"quantiles": {"denial": {"prior": prior, "accepted": after}}}


CASES = {
    # fitted draws
    "fitted folder that does not exist": Case(
        "run march-28 --fitted recrods", ("recrods", "holds no fitted draws", '"records"?')
    ),
    "fitted folder without draws": Case(
        "run march-28 --fitted fit",
        ("fit/about.json: there is no such file", "holds draws.npz and about.json", "calibrate --out"),
        {"fit/accepted.json": "{}"},
    ),
    "draws cut short": fit({DRAWS: NPZ[:-5000]}, "is damaged: it can't be read", ASK_AGAIN),
    "draws that are empty": fit({DRAWS: b""}, "is damaged", ASK_AGAIN),
    "draws missing": fit({DRAWS: None}, DRAWS, "there is no such file"),
    "draws overwritten inside": fit({DRAWS: NPZ[:9000] + bytes(500) + NPZ[9500:]}, "is damaged"),
    "draws of another kind": fit({DRAWS: b"run,yes\n1,20\n"}, "is damaged"),
    "draws without a name": draws(lambda n, d, a: signed(n[1:], d, a), "is damaged", ASK_AGAIN),
    "draws of another model": draws(
        lambda n, d, a: signed([*n[:-1], "magic[HTI]"], d, a), "holds other parameters", ASK_AGAIN
    ),
    "accepted draws of other parameters": fit(
        beside(("magic",), np.ones((2, 1), np.float32)), "accepted.npz",
        "holds other parameters than facts speak of", "council narrow",
    ),
    "accepted draws without what they rest on": fit(
        beside(("magic",), np.ones((2, 1), np.float32), digest="other"), "accepted.npz",
        "does not belong to the accepted.json beside it", "council narrow",
    ),
    "accepted draws alone": fit(
        {ACCEPTED: (FITTED / ACCEPTED).read_bytes()}, "accepted.json: there is no such file"
    ),
    "accepted.json alone": fit(
        {ACCEPTED_ABOUT: (FITTED / ACCEPTED_ABOUT).read_text()}, "accepted.npz: there is no such file"
    ),
    "accepted draws without their share": accepted(share=None),
    "accepted draws of no share": accepted(share="all"),
    "accepted draws of another share": accepted(share=1.5),
    "accepted draws without their priors": accepted(priors=None),
    "accepted draws without quantiles": accepted(quantiles=None),
    "quantiles that are a list": accepted(quantiles=[1, 2]),
    "quantiles that are texts": accepted(**quantiles(["0", "1", "2"], [0, 1, 2])),
    "quantiles that are too few": accepted(**quantiles([0.0, 1.0, 2.0], [0.0, 1.0])),
    "quantiles of a prior without width": accepted(**quantiles([1.0, 1.0, 1.0], [0.0, 1.0, 2.0])),
    "quantiles that fall": accepted(**quantiles([0.0, 1.0, 2.0], [2.0, 1.0, 0.0])),
    "draws with NaN": draws(with_nan, "not a table of finite numbers", ASK_AGAIN),
    "draws of whole numbers": draws(lambda n, d, a: (n, d.astype(int), a), "is damaged"),
    "no draw": draws(lambda n, d, a: signed(n, d[:0], a), "is damaged"),
    "about of another set": fit(
        {ABOUT: (FITTED / "without-2017-03-28" / ABOUT).read_bytes()},
        f"does not belong to the {ABOUT}", ASK_AGAIN,
    ),
    "about that is no JSON": fit({ABOUT: '{"digest": '}, ABOUT, "is damaged: it is not JSON"),
    "about that is a list": fit({ABOUT: "[]"}, "does not belong"),
    "about missing": fit({ABOUT: None}, ABOUT, "there is no such file"),
}  # fmt: skip
