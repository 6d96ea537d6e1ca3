"""The debate: each hears the others as they stood before the round, then all change together."""

from sim.rules.compiler import act_on
from sim.rules.debate import debate, heard


@act_on
def listen(room, i, luck):
    """A member's next disposition, having heard the others."""
    room.following[i] = debate(
        room.opening[i], room.disposition[i], heard(room.attention[i], room.disposition),
        room.heeds[i], room.p.susceptibility,
    )  # fmt: skip


@act_on
def change_together(room, luck):
    """Every member takes up its next disposition at once."""
    for i in range(len(room.vote)):
        room.disposition[i] = room.following[i]


@act_on
def listen_throughout(room, i, luck):
    """The same, and what of it is recognition, sovereignty and memory: other texts need them."""
    listen(room, i, luck)
    for part in range(len(room.parts)):
        room.parts_following[part, i] = debate(
            room.parts_opening[part, i], room.parts[part, i],
            heard(room.attention[i], room.parts[part]), room.heeds[i], room.p.susceptibility,
        )  # fmt: skip


@act_on
def change_throughout(room, luck):
    """Every member takes up its next disposition and what it is made of at once."""
    change_together(room, luck)
    for part in range(len(room.parts)):
        for i in range(len(room.vote)):
            room.parts[part, i] = room.parts_following[part, i]
