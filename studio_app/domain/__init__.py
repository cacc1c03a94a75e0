"""The trade in plain values: what a studio is, without Qt, SQL, network or clock."""
