"""Somebody is ill: who covers, with the day before and after."""
