"""The specification of the voting model as a digest: what was frozen, and whether it still stands.

It covers the rules that the likelihood calls, the likelihood itself, what is read from the record
(memory, attention), and the declared priors and assumptions of these. Comments, docstrings and
layout don't count, nor do parameters that no recorded vote could touch, as those of the session.
"""

import ast
import hashlib
import inspect
import re
import textwrap
from collections.abc import Callable

from calibration import likelihood, rolling
from sim import council
from sim.parameters import ASSUMPTIONS, PARAMETERS, Parameter
from sim.priors import Spread
from sim.rules import choice, debate, disposition, pressure, traits

RULES = (
    traits.recognition, traits.softplus, traits.raw_sovereignty, traits.sovereignty,
    traits.sensitivity, traits.aid_dependence, traits.wane, traits.abstention, traits.absence,
    traits.memory, disposition.bearing, disposition.intrusion, disposition.disposition,
    pressure.pressure, pressure.dependence, pressure.cross_pressure, pressure.affront,
    pressure.frame, debate.heard, debate.debate, choice.chances, likelihood.members_at,
    likelihood.openings_at, likelihood.after_debate, likelihood.chances_at,
    likelihood.log_likelihood,
)  # fmt: skip
READ = (council.memory_of, council._signed, council.attention_of, rolling.earlier)
ASSUMED = (
    "aid_half", "patronage_full", "patronage_start", "small_population", "hearing_floor",
    "abstain_memory", "signatures_last", "frame_unit", "debate_rounds",
)  # fmt: skip


def specification_digest() -> str:
    """sha256 of the specification, as 64 hexadecimal digits."""
    sources = [_meaning(rule.py_func) for rule in RULES] + [_meaning(part) for part in READ]
    text = "\n".join(sources)
    declared = [(p.name, str(p.prior), p.per) for p in voting_parameters(text)]
    assumed = [(a.name, a.value) for a in ASSUMPTIONS if a.name in ASSUMED]
    return hashlib.sha256(repr((sources, declared, assumed)).encode()).hexdigest()


def voting_parameters(text: str) -> list[Parameter]:
    """The declared parameters that these sources name, and the spreads of what is pooled."""
    named = [p for p in PARAMETERS if re.search(rf"\b{p.name}\b", text)]
    scales = {p.prior.scale for p in named if isinstance(p.prior, Spread)}
    return [p for p in PARAMETERS if p in named or p.name in scales]


def _meaning(function: Callable) -> str:
    """A function's syntax without decorators, docstring, comments and layout."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(function))).body[0]
    tree.decorator_list = []
    if ast.get_docstring(tree, clean=False) is not None:
        tree.body = tree.body[1:]
    return ast.unparse(tree)  # `ast.dump` differs between versions of Python
