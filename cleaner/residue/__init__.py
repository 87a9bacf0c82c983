"""Words and letters of the source language left in a translation.

`source` decides which language a document was translated from, `neighbours` reads the place of a word, `words`,
`figures`, `labels` and `seams` say what is repaired there; `tables` holds what each source language leaves behind.
"""
