"""Studio Desk: the desktop program that real-estate photography studios schedule with."""

__version__ = "0.1.0"
