"""The questions asked before and after: the voting rule, abstention, reactance, evidence."""

from typing import NamedTuple

from sim.classroom.language import N_


class Question(NamedTuple):
    """A question of choice.

    right  the number of the right option
    why    what is said of it afterwards
    """

    about: str
    ask: str
    options: tuple[str, ...]
    right: int
    why: str


QUESTIONS = {
    "rule": Question(
        N_("The voting rule"),
        N_(
            "The council has 34 members and a motion needs 18 Yes. 17 vote Yes, 5 vote No and "
            "12 abstain. Is it carried?"
        ),
        (N_("Yes: more Yes than No"), N_("No: 18 Yes are needed"), N_("The chair decides")),
        1,
        N_(
            "An absolute majority of all members is needed. Only Yes votes count towards it, "
            "however few vote No."
        ),
    ),
    "abstention": Question(
        N_("Abstention"),
        N_(
            "A member wants the motion to fail but won't say so in public. Under this rule, what "
            "does its abstention do to the result?"
        ),
        (N_("The same as a No"), N_("Half as much as a No"), N_("Nothing at all")),
        0,
        N_(
            "What is missing is a Yes. Abstaining and staying away weigh on the result like a No; "
            "what differs is what they say in public."
        ),
    ),
    "reactance": Question(
        N_("Reactance"),
        N_(
            "A great power threatens a small member in public: vote Yes or lose our aid. What can "
            "that do to the member's vote?"
        ),
        (
            N_("It can only win the vote"),
            N_("It can win it or push it away"),
            N_("It can only push it away"),
        ),
        1,
        N_(
            "Who depends on the aid has reason to comply; who prizes non-intervention resents it. "
            "Which is stronger differs from member to member."
        ),
    ),
    "evidence": Question(
        N_("Evidence"),
        N_(
            "Can the recorded roll calls alone tell how much resentment a public threat stirs up?"
        ),
        (
            N_("Yes, the votes show it"),
            N_("No, it rests on assumptions made beforehand"),
            N_("Yes, if the runs are many enough"),
        ),
        1,
        N_(
            "Threats on record are too few. More runs of the model make the answer more exact, "
            "not better known: it rests on what was assumed."
        ),
    ),
}  # fmt: skip


def right_answers(answers: dict[str, int]) -> int:
    """How many of these answers are right."""
    return sum(answers.get(name) == question.right for name, question in QUESTIONS.items())
