"""``python -m cunwu`` is ``cunwu``."""

from cunwu.cli import main

if __name__ == "__main__":
    main()
