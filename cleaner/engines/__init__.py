"""Corpora on existing engines: one function cleans a batch of rows, thin adapters hand it to what moves the rows.

`batch`: the function, on Arrow record batches. `spark`, `ray`, `datatrove`, `datasets`: one adapter each, with an
extra of its name. A text is cleaned by itself, so any sharding, order and number of workers gives the same rows; a
worker that is lost loses nothing but its time.
"""
