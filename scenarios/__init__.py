"""Declarations in TOML; no code."""
