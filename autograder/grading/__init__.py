"""Grading: the student's notebook runs in a sandbox, and everything that decides a score stays outside it.

`grade` drives one notebook; `sandbox` starts the locked-down process that `inside` is; `wire` is the only thing that
passes between the two.
"""
