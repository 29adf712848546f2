"""Programmes: their numbers, trainings, activities, agreements and templates."""
