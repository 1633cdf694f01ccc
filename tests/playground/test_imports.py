"""The figures are light to import and know nothing of the other packages."""

from tests.support.imports import imported_by


def test_importing_the_figures_loads_no_plotting_library():
    assert imported_by("import playground").isdisjoint({"matplotlib", "ipywidgets", "IPython", "autograder", "course"})
