"""Charts of the window, drawn from the same values as those on paper (desktop.documents.press.sheets)."""
