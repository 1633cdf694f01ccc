"""The course as a whole: its manifest, the building of notebooks from sources, and the `course` command."""
