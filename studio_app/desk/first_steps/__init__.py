"""What a new studio still needs before it can book, as a list on the desk that knows what is done."""
