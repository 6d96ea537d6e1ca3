"""Acts that a person decides in a member's place: the rest of the session stays the model's.

One field of the room holds them, FREE where the model decides; the phases honour it. So a play in
the classroom, the runs that its debrief compares and a plain batch are the same session.
"""

from collections.abc import Mapping

import numpy as np

from sim.mistake import Mistake, did_you_mean
from sim.stage import Stage
from sim.words import DECISIONS, FREE

Acts = Mapping[str, Mapping[str, str]]  # {member: {decision: act}}, by `words.DECISIONS`


def force(stage: Stage, members: tuple[str, ...], acts: Acts) -> Stage:
    """The stage with these acts in place of the model's.

    members  their codes, in the order of the stage's columns
    acts     signature "no" or "yes", of the request and of the list that goes round after it;
             reason "none", "facts", "path" or "support"; vote, on the scenario's own motion
    Raises Mistake.
    """
    forced_ai = np.full_like(stage.forced_ai, FREE)
    for member, decided in acts.items():
        i = _place(member, members, "member")
        for decision, act in decided.items():
            row = _place(decision, tuple(DECISIONS), "decision")
            forced_ai[row, i] = _place(act, DECISIONS[decision], decision)
    return stage._replace(forced_ai=forced_ai)


def _place(name: str, known: tuple[str, ...], what: str) -> int:
    if name not in known:
        raise Mistake("forced acts", f'{what} "{name}" is not known.', did_you_mean(name, known))
    return known.index(name)
