"""What the tests share: the detectors, a display, a database server."""
