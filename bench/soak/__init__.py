"""The soak: faults, load and bad input at full size, `make soak`; tests/soak runs a hundredth of it in .ci/run."""
