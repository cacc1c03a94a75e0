"""From addresses to places."""
