"""How the quote marks of a text are read: their convention, their costs, the readings of a paragraph, the chain.

Nothing here edits: what a reading asks for is done by the pass, `cleaner.passes.quotes`.
"""
