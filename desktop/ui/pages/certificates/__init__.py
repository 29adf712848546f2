"""Certificates: the register of the office, and those of a class."""
