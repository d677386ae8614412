"""The maintainer's report: what a night did, what waits for a person, and what partners should be told."""
