"""Studio Desk's tests; one folder a kind, the shared parts in `support`."""
