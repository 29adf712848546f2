"""The command line: the same services as the window, without one. One file for each group of commands."""
