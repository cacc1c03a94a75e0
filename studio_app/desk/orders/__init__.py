"""The view of orders: a table to search, filter and sort, and the details of one order beside it."""
