"""Rosters as committees type them: read any workbook, understand its rows, decide per row what happens to whom.

reading finds sheets in a file, tables finds the people on a sheet, parsing understands each row, matching compares
them with the people already known. Nothing here writes; `problems` of each step are for a person to see first.
"""
