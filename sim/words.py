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
AGENDA_REFUSED, STATEMENT_ONLY, CONSENSUS, ADOPTED, REJECTED, ADJOURNED = range(len(OUTCOMES))

DEEDS = ("nothing", "consensus", "roll call", "declared", "statement")  # what is done with a text
NO_DEED, BY_CONSENSUS, BY_ROLL_CALL, DECLARED, BY_STATEMENT = range(len(DEEDS))

REASONS = ("none", "facts", "path")  # what one that withholds its Yes says
NO_REASON, FACTS, PATH = range(len(REASONS))
SPEECHES = (*REASONS, "support")  # what may be said; who speaks in support withholds no Yes
SUPPORT = SPEECHES.index("support")

FREE = -1  # a decision that the model makes
DECISIONS = {"signature": ("no", "yes"), "reason": SPEECHES, "vote": VOTES}
SIGNATURE, REASON, VOTE = range(len(DECISIONS))

# What a session's transcript counts, beyond the votes; a switch is 0 or 1.
LEDGER = (
    "over",  # switch: nothing more is put
    "signatures",  # on the request
    "suspended",  # switch: by the chair
    "insisting",  # members that would go on all the same
    "overruled",  # switch: another presides, and the session is contested
    "agenda_yes",
    "cited",  # switch: the threat, by the government concerned
    "deny_facts",  # members that withhold their Yes and deny the facts
    "deny_path",  # members that withhold their Yes over the path
    "insulted",
    "text",  # which text was put or issued; 0 if none
    "deed",  # index into DEEDS
    "text_yes",
    "text_no",
    "text_abstain",
    "text_absent",
    "subscribers",
    "objectors",  # to a consensus on the scenario's own motion, if that is a text
)  # fmt: skip
(
    OVER, SIGNATURES, SUSPENDED, INSISTING, OVERRULED, AGENDA_YES, CITED, DENY_FACTS, DENY_PATH,
    INSULTED, TEXT, DEED, TEXT_YES, TEXT_NO, TEXT_ABSTAIN, TEXT_ABSENT, SUBSCRIBERS,
    OBJECTORS,
) = range(len(LEDGER))  # fmt: skip

ROOT = Path(__file__).resolve().parent.parent
SCENARIOS = ROOT / "scenarios"
DATA = ROOT / "calibration" / "data"
FITTED = ROOT / "calibration" / "fitted"


def sender_code(sender: str) -> int:
    """The sender of a lever as rules know it: its place among the patrons, or one past them."""
    return PATRONS.index(sender) if sender in PATRONS else len(PATRONS)
