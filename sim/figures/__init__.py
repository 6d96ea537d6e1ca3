"""Figures: a table in, axes out. Only here is anything drawn; one file a figure."""

import matplotlib

matplotlib.use("Agg")  # files, never windows

from sim.figures.yes_distribution import yes_distribution

FIGURES = {"yes": yes_distribution}
