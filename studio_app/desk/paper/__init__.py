"""A day on paper: for one photographer, for each, or for the whole studio; printed, as PDF, or as plain text."""
