"""The decision: the sponsors settle on a text and on what to do with it, and it is done."""

from sim.room import intended
from sim.rules.compiler import act_on
from sim.rules.headcount import chance_of, gain, seen, worth_of_statement, worth_of_vote
from sim.rules.tally import carried
from sim.words import (
    ABSTAIN,
    ADJOURNED,
    ADOPTED,
    BY_CONSENSUS,
    BY_ROLL_CALL,
    BY_STATEMENT,
    CONSENSUS,
    DECLARED,
    DEED,
    NO,
    NO_DEED,
    OVER,
    OVERRULED,
    REJECTED,
    STATEMENT_ONLY,
    SUBSCRIBERS,
    TEXT,
    TEXT_ABSENT,
    TEXT_ABSTAIN,
    TEXT_NO,
    TEXT_YES,
    YES,
)


@act_on
def sounded(room, k, luck):
    """What the sponsors counted on text k: those for it, those against, those who would sign."""
    yes, no, sign = 0, 0, 0
    for i in range(len(room.vote)):
        yes += seen(room.sounding[k, i] == 1, luck.sight[i], room.p)
        no += room.sounding[k, i] == -1 and not seen(False, luck.sight[i], room.p)
        sign += seen(room.signature[k, i] == 1, luck.sight[i], room.p)
    return yes, no, sign


@act_on
def weigh(room, luck):
    """The sponsors take the best of all texts and courses; nothing at all is worth 0."""
    if room.ledger[OVER] == 1:
        return
    members, best = len(room.vote), 0.0
    for k in range(1, len(room.texts.threshold)):
        yes, no, sign = sounded(room, k, luck)
        gained = gain(room.texts.intrusiveness[k], room.motion.severity, room.p)
        passing = chance_of(room.texts.threshold[k], yes, members, room.p)
        joining = chance_of(room.texts.threshold[k], sign, members, room.p)
        consensus = gained if room.objectors[k] == 0 else 0.0
        vote = worth_of_vote(gained, passing, no / members, room.p)
        statement = worth_of_statement(gained, joining, room.p)
        for deed, worth in (
            (BY_CONSENSUS, consensus), (BY_ROLL_CALL, vote), (BY_STATEMENT, statement),
        ):  # fmt: skip
            if worth > best:
                best = worth
                room.ledger[TEXT], room.ledger[DEED] = k, deed


@act_on
def act(room, i, luck):
    """A member votes on the text that is put, or subscribes the statement, or does nothing."""
    ledger = room.ledger
    k = ledger[TEXT]
    if ledger[DEED] == BY_STATEMENT:
        ledger[SUBSCRIBERS] += room.signature[k, i]
    elif ledger[DEED] == BY_ROLL_CALL:
        room.ballot[k, i] = vote = intended(room, k, i, luck)
        ledger[TEXT_YES] += vote == YES
        ledger[TEXT_NO] += vote == NO
        ledger[TEXT_ABSTAIN] += vote == ABSTAIN
        ledger[TEXT_ABSENT] += vote != YES and vote != NO and vote != ABSTAIN


@act_on
def conclude(room, luck):
    """What the session came to. A contested vote that nobody in the room opposes is declared."""
    ledger = room.ledger
    if ledger[OVER] == 1:
        return
    ledger[OVER] = 1
    deed = ledger[DEED]
    if deed == NO_DEED:
        room.outcome[0] = ADJOURNED
    elif deed == BY_CONSENSUS:
        room.outcome[0] = CONSENSUS
    elif deed == BY_STATEMENT:
        room.outcome[0] = STATEMENT_ONLY
    else:
        passed = carried(ledger[TEXT_YES], room.texts.threshold[ledger[TEXT]])
        room.outcome[0] = ADOPTED if passed else REJECTED
        if passed and ledger[OVERRULED] == 1 and ledger[TEXT_NO] == 0:
            ledger[DEED] = DECLARED
