"""Sit in a member's seat: a teacher opens a room, students take seats, the model plays the rest.

`store` keeps rooms, `forms` is the door for what is typed, `keys` are the secrets and the limits,
`brief` tells a member's facts, `play` puts students' acts in place of the model's, `debrief` says
what they changed, `lessons` reads the teaching material; `web` serves it all.
"""
