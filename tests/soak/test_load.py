"""A hundredth of the soak's load: no error, no memory that runs away, answers beside a runaway query and an export.

p99 is printed and, on a machine of its own, dated in docs/reliability.md; here it is held only against what no user would bear.
"""

import pytest

from bench.soak.load import measured, report


@pytest.mark.slow
@pytest.mark.server
def test_mixed_load_beside_writes() -> None:
    found = measured(seconds=18, rate=20, facts=20_000, beside=6)
    print(report(found))
    told = found.run.told
    assert told.wrong + found.run.written.wrong + found.quiet.wrong + found.disturbed.wrong == []
    assert told.count == 360
    assert found.run.written.count == 18
    assert found.exports >= 1
    warm, end = found.run.growth()
    assert end < 2 * warm  # twenty seconds are all warm-up: what stays is measured in docs/reliability.md
    assert found.disturbed.percentile(99) < 5000
