"""Where addresses are: words, and the card in which a pin is set by hand."""
