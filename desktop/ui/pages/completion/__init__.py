"""Assessment and completion of a class."""
