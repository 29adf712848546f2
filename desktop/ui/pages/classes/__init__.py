"""Parts of one class."""
