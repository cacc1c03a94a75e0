"""The matrix of people and services: who can do what."""
