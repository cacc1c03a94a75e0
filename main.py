"""Studio Desk from the checkout: `python main.py`. Installed it is the command `studio-desk`."""

from __future__ import annotations

import sys

from studio_app.__main__ import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
