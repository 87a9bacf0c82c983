"""What programs do to characters, and the road back: one module for each kind, all called by `passes.encoding`.

`mojibake`: UTF-8 read with the wrong table. `stray`: bytes of another table in UTF-8. `escapes`, `transport`: entities
and escapes nobody undid, those of mails and addresses. `invisible`: characters nobody sees. `lookalikes`: letters of
another script inside a word. `forms`: letters and ligatures in another form than the document's own.
"""
