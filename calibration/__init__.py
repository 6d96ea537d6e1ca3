"""Calibration: the records, the likelihood (the model read backwards), the posterior."""
