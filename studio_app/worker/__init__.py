"""Long-lived lanes beside the interface thread; knows no words of the trade."""
