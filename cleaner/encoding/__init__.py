"""What programs do to characters, and the road back: one module for each kind, all called by `passes.encoding`.

`mojibake`: UTF-8 read with the wrong table. `escapes`: entities and escapes nobody undid. `invisible`: characters
nobody sees. `lookalikes`: letters of another script inside a word.
"""
