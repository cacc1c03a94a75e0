"""What everybody does, week by week, as a small chart."""
