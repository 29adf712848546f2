"""Builds every object of the program: the only package that knows all of them."""
