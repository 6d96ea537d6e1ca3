"""The opening: levers act, the frame forms, members take their positions."""

import numpy as np

from sim.parameters import ASSUMED
from sim.room import MEMORY, RECOGNITION, SOVEREIGNTY
from sim.rules.compiler import act_on
from sim.rules.disposition import bearing, disposition, intrusion
from sim.rules.pressure import affront, cross_pressure, dependence, frame, inducement, pressure
from sim.words import UNSCRIPTED

FRAME_UNIT = ASSUMED["frame_unit"]


@act_on
def open_room(room, luck):
    """The frame from earlier sessions and the levers since, and what is new about the motion."""
    affronts, members = 0.0, len(room.vote)
    for k in range(len(room.levers.sender_l)):
        threatened = 0
        for i in range(members):
            threatened += room.levers.target_li[k, i]
        affronts += affront(
            room.levers.publicity_l[k], room.levers.legitimacy_l[k], threatened, members, FRAME_UNIT
        )
    room.frame[0] = max(0.0, frame(affronts, room.p) + room.lasting[0])
    room.shock[0] += room.shock_scale * luck.shock
    room.pull[0] += room.pull_scale * luck.pull


@act_on
def take_position(room, i, luck):
    """A member's pressure, cross-pressure and disposition at the opening."""
    if room.script[i] != UNSCRIPTED:
        return
    pushed, exposed = 0.0, 0.0
    for k in range(len(room.levers.sender_l)):
        if room.levers.target_li[k, i] == 1:
            on = dependence(room.levers.sender_l[k], room.aid_dependence[i], room.patronage[i])
            pushed += room.levers.wish_l[k] * (
                pressure(
                    room.pressure_sensitivity[i], room.sovereignty[i], on,
                    room.levers.credibility_l[k], room.levers.publicity_l[k],
                    room.levers.legitimacy_l[k], room.p,
                ) + inducement(room.levers.offer_l[k], room.p)
            )  # fmt: skip
            exposed += room.levers.publicity_l[k] * on
    motion = room.motion
    felt = intrusion(
        motion.direction, motion.intrusiveness, room.frame[0], motion.leadership, room.p
    )
    room.pressure[i] = pushed
    room.cross[i] = cross_pressure(
        room.aid_dependence[i], room.patronage[i], motion.venezuelan, exposed
    )
    kappa = room.recognition[i] + room.mood_scale[i] * luck.mood[i]
    room.opening[i] = disposition(
        kappa, room.sovereignty[i], bearing(motion.direction), felt,
        np.sign(motion.direction) * room.memory[i], pushed, room.shock[0],
    )  # fmt: skip
    room.disposition[i] = room.opening[i]
    room.parts_opening[RECOGNITION, i] = kappa
    room.parts_opening[SOVEREIGNTY, i] = room.sovereignty[i]
    room.parts_opening[MEMORY, i] = room.memory[i]
    for part in range(len(room.parts)):
        room.parts[part, i] = room.parts_opening[part, i]
