"""Enrolment of people in a class."""
