"""What programs do to characters, and the road back: one module for each kind, all called by `passes.encoding`.

`gate`: what a text must have for any of them to be asked. `mojibake`: UTF-8 read as Latin-1 or windows-1252. `tables`:
read as a rarer encoding. `opinion`: what ftfy makes of a line. `legacy`, `wide`: one legacy encoding read as another,
decided by `plausibility`; `oddities`: the cheap look before it; `readings`: what can have been read as what. `lossy`:
characters of which a byte, or all, is lost; `completion`: words with holes, told by how common words are; `lostmarks`:
lost marks, told by place and pairing. `stray`: bytes of another table in UTF-8. `escapes`, `transport`: entities and
escapes nobody undid, those of mails and addresses. `invisible`: characters nobody sees. `lookalikes`: letters of
another script inside a word. `forms`: letters and ligatures in another form than the document's own.
"""
