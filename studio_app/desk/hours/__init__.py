"""Hours of a week as bars that are drawn, stretched, split, copied and typed."""
