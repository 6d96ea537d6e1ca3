"""What the tests of the rules share: coefficients of which a test names those that matter."""

import pytest

from sim.parameters import ROW, Coefficients


@pytest.fixture
def coefficients():
    """`coefficients(compliance=2.0)`: the others are 0."""
    return lambda **named: Coefficients(**(dict.fromkeys(ROW, 0.0) | named))
