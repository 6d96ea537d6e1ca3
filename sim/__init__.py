"""council-sim: agent-based simulation of a diplomatic council's votes.

`sim.model.CouncilModel` is the Mesa model, `sim.batch.run_batch` the same rules over many runs.
Nothing is imported here, so that the command line answers at once.
"""

__version__ = "0.1.0"
