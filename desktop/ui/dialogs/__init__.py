"""What asks a question before it acts: one file per dialog."""
