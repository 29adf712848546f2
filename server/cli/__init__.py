"""The command line of the centre."""
