"""How markup breaks, one module for each kind, and where a page shows it.

Every finder takes a `Page` and yields fixes. It looks for a rare literal first, so a page without damage costs a few
searches.
"""
