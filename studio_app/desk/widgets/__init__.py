"""Small widgets that several parts of the desk share; they know nothing of studios."""
