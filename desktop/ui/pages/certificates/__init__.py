"""Certificates of a class."""
