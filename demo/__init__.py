"""Three small partner sites in our own words, several nights of each, served on loopback."""

from demo.timetable import Night, nights

__all__ = ["Night", "nights"]
