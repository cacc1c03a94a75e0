"""What happened, in sentences: of one order beside it, and of the whole studio in a view of its own."""
