"""The rules of the studio: every setting with its meaning, and what it does."""
