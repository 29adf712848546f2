"""Payment lists: what would be paid, what was frozen, and the differences since."""
