"""The words of the model as codes: votes, outcomes, where things lie."""

from pathlib import Path

YES, NO, ABSTAIN, ABSENT = range(4)
VOTES = ("yes", "no", "abstain", "absent")
LETTERS = "YNAX"  # how the records write a vote, in the order of the codes
NOT_SEATED = -1  # a member without a vote at that date
UNSCRIPTED = -1  # a member whose vote the model decides

PATRONS = ("USA", "VEN")  # senders on whom members depend: for aid, for oil
RANKS = ("senator", "executive")  # who threatens: each has a credibility of its own

OUTCOMES = ("agenda_refused", "statement_only", "consensus", "adopted", "rejected", "adjourned")
ADOPTED, REJECTED = OUTCOMES.index("adopted"), OUTCOMES.index("rejected")

ROOT = Path(__file__).resolve().parent.parent
SCENARIOS = ROOT / "scenarios"
DATA = ROOT / "calibration" / "data"
FITTED = ROOT / "calibration" / "fitted"


def sender_code(sender: str) -> int:
    """The sender of a lever as rules know it: its place among the patrons, or one past them."""
    return PATRONS.index(sender) if sender in PATRONS else len(PATRONS)
