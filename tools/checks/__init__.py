"""The checks behind `make check`, one in each module.

To add a check:

1. Write a module here that is named after what it looks at, with a function
   `check(project: Project) -> Iterator[Finding]`. Each finding says in plain words what is wrong and what
   to do, and has the place (file and line) to look at.
2. Add it to `CHECKS` in tools/check.py; or to `COMPARING_CHECKS` when it compares files with each other, so
   that it waits while one of them cannot be read.
3. Add `tests/unit/checks/test_<module>.py`: its table says what is broken in a small project, and what is
   said about it.

`project` holds what the checks look at and `project_reader` reads it; `yaml_file` keeps the line of every
value, `python_names` reads the names that the code uses, and `texts` and `unknown_keys` are shared helpers.
"""
