"""``python -m feeds`` is the command ``feeds``."""

from feeds.cli import main

if __name__ == "__main__":
    main()
