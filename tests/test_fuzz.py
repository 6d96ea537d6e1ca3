"""Whatever lies in a file, reading it ends well or with a Mistake in plain words."""

import io
import json

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from calibration.records import read_folder
from sim.draws import digest_of_draws
from sim.fitted import ABOUT, DRAWS, read_fitted, read_posterior
from sim.mistake import Mistake
from sim.named import shipped
from sim.scenario import read_scenario
from sim.vary import read_vary
from sim.words import DATA, FITTED

NOTICED = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
SOME = settings(max_examples=60, suppress_health_check=NOTICED)

TOML_TEXTS = [path.read_text() for kind in ("", "motions", "councils")
              for path in shipped(kind).values()]  # fmt: skip
TABLES = {path.name: path.read_text() for path in DATA.glob("*.csv")}
READ_TABLES = ("rollcalls.csv", "votes.csv", "members.csv", "governments.csv", "realignments.csv",
               "blocs.csv", "seats.csv", "levers.csv", "unga_agreement.csv")  # fmt: skip
# What may stand in place of a word, a number, a sign
ODD = ["", " ", "\\n", '"', "'", "[", "]", "[[", "]]", "{", "}", "=", ",", ".", "#", "-", "\0",
       "\r", "\\u0000", '"""', "nan", "inf", "-1", "0", "1e400", "9" * 400, "0x" + "f" * 6000,
       "true", "2017-02-30", "1e-320", "HTI", "hti", "VEN-VEN", "CUB",
       "threat", "é", "\ufeff", "\u2028",
       "[override]", "[override.members.HTI]", "extends", 'extends = "march-28"', "lever = [[]]",
       "lever = [{}]", "[[lever]]", "[lever]", "[lever.kind]", "motion.x = 1", "a.b.c = {d = [1]}",
       "script = 3", "threshold = 1" + "0" * 30, "date = 2017-03-28T10:00:00Z"]  # fmt: skip


@st.composite
def changed(draw, texts):
    """A text with up to five words, lines or stretches replaced, doubled or dropped."""
    text = draw(st.sampled_from(texts))
    for _ in range(draw(st.integers(1, 5))):
        start = draw(st.integers(0, len(text)))
        length = draw(st.sampled_from([0, 1, 1, 3, 8, 60]))
        if draw(st.booleans()):  # to the bounds of a line
            start = text.rfind("\n", 0, start) + 1
            end = text.find("\n", start)
            length = (end if end >= 0 else len(text)) - start + draw(st.integers(0, 1))
        piece = draw(st.one_of(st.sampled_from(ODD), st.text(max_size=6),
                               st.just(text[start : start + length] * 2)))  # fmt: skip
        text = text[:start] + piece + text[start + length :]
    return text


values = st.recursive(
    st.sampled_from(["1", "0.5", "-3", "nan", "true", '"HTI"', '"threat"', '"senator"',
                     "2017-03-28",
                     '"march-28"', '"x.toml"', "07:32:00", "0b1", "1_000", "''", '"oas-2017"']),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]"),
        st.dictionaries(st.sampled_from(["HTI", "motion", "kind", "lapse", "recognition", "x"]),
                        inner, max_size=2)
        .map(lambda table: "{" + ", ".join(f"{k} = {v}" for k, v in table.items()) + "}"),
    ),
    max_leaves=6,
)  # fmt: skip
keys = st.sampled_from(["question", "council", "motion", "lever", "script", "override", "extends",
                        "override.motion.topic", "override.motion.threshold", "title", "date",
                        "override.members.HTI.patronage", "override.parameters.lapse", "topic",
                        "override.members", "lever.kind", "script.HTI", '"a b"',
                        "camp"])  # fmt: skip
declared = st.lists(st.tuples(keys, values), max_size=8, unique_by=lambda pair: pair[0]).map(
    lambda pairs: "\n".join(f"{key} = {value}" for key, value in pairs)
)
files = st.one_of(
    changed(TOML_TEXTS).map(str.encode),
    declared.map(str.encode),
    declared.map(lambda text: f'extends = "march-28"\n{text}'.encode()),
    st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")),
    st.binary(max_size=200),
)


def ends_well(read, plain, file=b""):
    """Read; a Mistake must be one that a person can read, but for what it repeats of the file."""
    told = ""
    try:
        read()
    except Mistake as mistake:
        told = str(mistake)
    assert plain(told) or not plain(file.decode("latin-1")), told


def fuzz_scenario(file, folder, plain):
    (folder / "x.toml").write_bytes(file)
    ends_well(lambda: read_scenario(str(folder / "x.toml")), plain, file)


def fuzz_motion(file, folder, plain):
    (folder / "m.toml").write_bytes(file)
    (folder / "y.toml").write_text(
        'question = "?"\ncouncil = "oas-2017"\nmotion = "m.toml"\n', encoding="utf-8"
    )
    ends_well(lambda: read_scenario(str(folder / "y.toml")), plain, file)


def fuzz_table(name, file, folder, plain):
    for own in ("rollcalls.csv", "votes.csv"):
        (folder / own).write_text(TABLES[own], encoding="utf-8")
    (folder / name).write_bytes(file)
    ends_well(lambda: read_folder(folder), plain, file)
    (folder / name).unlink()


def fuzz_draws(start, piece, folder, plain):
    for name in (DRAWS, ABOUT):
        (folder / name).write_bytes((FITTED / "records" / name).read_bytes())
    name = DRAWS if start % 3 else ABOUT
    file = (folder / name).read_bytes()
    start %= len(file)
    (folder / name).write_bytes(file[:start] + piece + file[start + len(piece) :])
    ends_well(lambda: read_fitted(folder), plain)


tables = st.sampled_from(READ_TABLES).flatmap(
    lambda name: st.tuples(
        st.just(name),
        st.one_of(
            changed([TABLES[name]]).map(lambda text: text.encode("utf-8", "surrogatepass")),
            st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")),
            st.binary(max_size=200),
        ),
    )
)

starts, pieces = st.integers(0, 2**32), st.binary(max_size=40)


@SOME
@given(files)
def test_a_scenario_of_any_bytes_ends_well(tmp_path, plain, file):
    """Changed shipped files, keys with any values, any text, any bytes."""
    fuzz_scenario(file, tmp_path, plain)


@SOME
@given(files)
def test_a_motion_of_any_bytes_ends_well(tmp_path, plain, file):
    """The same in a file that a scenario names."""
    fuzz_motion(file, tmp_path, plain)


@SOME
@given(tables)
def test_a_table_of_any_bytes_ends_well(tmp_path, plain, table):
    """Any of the tables that the records are read from."""
    fuzz_table(*table, tmp_path, plain)


@SOME
@given(starts, pieces)
def test_draws_with_any_stretch_overwritten_end_well(tmp_path, plain, start, piece):
    """In the numbers or in what stands beside them."""
    fuzz_draws(start, piece, tmp_path, plain)


@SOME
@given(
    st.sampled_from(["motion.leadership", "members.HTI.patronage", "parameters.lapse", "motion"]),
    st.one_of(st.sampled_from([*ODD, "[" * 5000]), values, st.text(max_size=20)),
    st.sampled_from(["=", "", "==", ".=", "\n"]),
)
def test_any_change_by_vary_ends_well(plain, key, value, sign):
    """A known key with any value, and any text in place of `=`."""
    change = f"{key}{sign}{value}"
    ends_well(lambda: read_vary([change]), plain, change.encode("utf-8", "surrogatepass"))


@pytest.mark.slow
def test_10000_files_end_well(tmp_path, plain):
    """4,000 scenarios, 2,500 motions, 1,500 tables, 2,000 sets of draws."""

    def many(count):
        return settings(max_examples=count, suppress_health_check=NOTICED)

    many(4000)(given(files)(lambda file: fuzz_scenario(file, tmp_path, plain)))()
    many(2500)(given(files)(lambda file: fuzz_motion(file, tmp_path, plain)))()
    many(1500)(given(tables)(lambda table: fuzz_table(*table, tmp_path, plain)))()
    many(2000)(given(starts, pieces)(lambda s, p: fuzz_draws(s, p, tmp_path, plain)))()


def test_a_table_of_draws_that_claims_to_be_vast_is_refused(tmp_path):
    """A header that speaks of 2^40 numbers before a file of a few bytes."""
    shipped_set = read_posterior()
    head = io.BytesIO()
    np.lib.format.write_array_header_1_0(
        head, {"descr": "<f4", "fortran_order": False, "shape": (2**20, 2**20)}
    )
    import zipfile

    names = io.BytesIO()
    np.save(names, np.array(shipped_set.names))
    with zipfile.ZipFile(tmp_path / DRAWS, "w") as packed:
        packed.writestr("names.npy", names.getvalue())
        packed.writestr("draws.npy", head.getvalue() + bytes(64))
    about = {"digest": digest_of_draws(shipped_set.names, shipped_set.draws)}
    (tmp_path / ABOUT).write_text(json.dumps(about))
    with pytest.raises(Mistake, match="damaged"):
        read_fitted(tmp_path)
