"""Figures: a table in, axes out. Only here is anything drawn; one file a figure."""

import matplotlib

matplotlib.use("Agg")  # files, never windows

from sim.figures.dispositions import dispositions
from sim.figures.ends import ends
from sim.figures.forecast_calls import forecast_calls
from sim.figures.forecasters import forecasters
from sim.figures.many_effects import many_effects
from sim.figures.member_effects import member_effects
from sim.figures.member_votes import member_votes
from sim.figures.predictive import predictive
from sim.figures.ranks import ranks
from sim.figures.reliability import reliability
from sim.figures.widths import widths
from sim.figures.yes_distribution import yes_distribution

FIGURES = {
    "yes": yes_distribution,
    "votes": member_votes,
    "ends": ends,
    "effects": member_effects,
    "many": many_effects,
    "dispositions": dispositions,
    "ranks": ranks,
    "predictive": predictive,
    "widths": widths,
    "reliability": reliability,
    "forecasters": forecasters,
    "forecast-calls": forecast_calls,
}
