"""One archived night -> finished tables, on top of the night before."""
