"""Run by IPython as a start-up file, in the notebook's own variables, which stay as they were."""

import in_browser
from IPython import get_ipython

in_browser.begin(get_ipython())
del in_browser, get_ipython
