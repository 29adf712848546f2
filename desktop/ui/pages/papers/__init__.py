"""Papers of a class."""
