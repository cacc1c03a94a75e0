"""The view of services and packages: what is sold, how long it takes, and what an order of it needs."""
