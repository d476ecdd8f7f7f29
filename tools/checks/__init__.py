"""The checks behind `make check`: one per file, each a function `check(project)`."""
