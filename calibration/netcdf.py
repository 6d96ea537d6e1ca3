"""A sample as ArviZ InferenceData: one NetCDF file, each parameter with its labels and unit."""

from pathlib import Path

import numpy as np

from calibration.nuts import Trace
from calibration.records import Records
from sim.parameters import BY_NAME, PARAMETERS
from sim.writing import replace_whole, writing

POSTERIOR = "posterior.nc"


def write_netcdf(sample: Trace, records: Records, folder: Path) -> Path:
    """Write every draw and the sampler's statistics into `folder`; returns the file.

    Raises Mistake if the folder can't be written.
    """
    import xarray

    tree = xarray.DataTree.from_dict(
        {
            "posterior": xarray.Dataset(
                {p.name: _variable(p.name, sample, records) for p in PARAMETERS},
                coords=_coordinates(records),
                attrs={"inference_library": "nutpie"},
            ),
            "sample_stats": xarray.Dataset(
                {name: (("chain", "draw"), values) for name, values in sample.stats.items()}
            ),
        }
    )
    path = folder / POSTERIOR
    with writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
        replace_whole(path, lambda beside: tree.to_netcdf(beside, engine="h5netcdf"))
    return path


def _coordinates(records: Records) -> dict[str, list[str]]:
    return {
        "member": list(records.members),
        "spell": list(records.spells),
        "topic": list(records.topics),
        "rollcall": list(records.rollcalls),
    }


def _variable(name: str, sample: Trace, records: Records):
    """(dimensions, float32 values, attributes) of one declared parameter."""
    parameter = BY_NAME[name]
    values = sample.theta_kdp[:, :, sample.at.slices[name]].astype(np.float32)
    own: tuple[str, ...] = (parameter.per,)
    if parameter.per == "council":
        own, values = (), values[:, :, 0]
    elif parameter.per == "member_topic":
        own = ("member", "topic")
        values = values.reshape(*values.shape[:2], len(records.members), len(records.topics))
    about = {
        "units": parameter.unit,
        "long_name": parameter.meaning,
        "symbol": parameter.symbol,
        "prior": str(sample.at.priors[name]),
        "by_votes": int(parameter.by_votes),
    }
    return ("chain", "draw", *own), values, about
