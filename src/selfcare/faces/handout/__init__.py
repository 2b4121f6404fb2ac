"""The routine as one page to print and hand over: plain language, big type, the body with its places lit.

One file of HTML that needs nothing else: no script, no network, no other file. Same routine, same page.
"""

from selfcare.faces.handout.page import MARK, handout

__all__ = ["MARK", "handout"]
