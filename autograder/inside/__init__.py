"""All of this project that enters the sandbox, together with a submission: this folder is the security boundary.

It calls a learner's function and describes what happened, as plain data. It imports nothing from outside this folder
and knows no reference, no expected value and no misconception; nothing in it solves an exercise. In the sandbox,
``import autograder`` and ``import playground`` find the stand-ins in ``stand_ins/``, since the packages are not there.
"""
