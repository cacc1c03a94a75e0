"""The team: who goes, in which order they are offered, and the profile of each."""
