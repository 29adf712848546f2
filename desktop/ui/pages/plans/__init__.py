"""Action plans: the board of all, and one plan with its milestones, log, seminar and follow-ups."""
