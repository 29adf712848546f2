"""Copies of a laptop's work outside of its replica: salinan cadangan, rescue files, and how they come back."""
