"""A mend after a relaunch: proposed from the last good night, proved on every archived one, never applied by itself."""
