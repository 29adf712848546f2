"""Segments as older programs signed them, one file per schema, never to be written anew."""
