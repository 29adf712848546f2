"""Printed forms, read back from the files that were written."""
