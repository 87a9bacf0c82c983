"""The encoding of a file: told by its byte order mark, by its own bytes, by what it declares, or by the words it makes.

In this order: a byte order mark; UTF-16 without one, by its NUL bytes; ISO-2022-JP, by its escape sequences; bytes that
are UTF-8 throughout; UTF-8 with a few stray bytes between; the encoding the file names, if its bytes can be read so;
and last `guess`. Each reading has to give the very bytes back, or it is not taken.

Stray bytes are kept as lone surrogates (PEP 383): the encoding pass repairs those that are windows-1252 in their
context, and the others are written back as the bytes they were.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cleaner.lazy import lazy

_MARKS = (  # longest first: the mark of UTF-16 opens the one of UTF-32
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_ENDS_2022 = (b"\x1b$B", b"\x1b$@")  # into the Japanese sets; there is no text that way without one
_LONG = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_STRAY = lazy("[\udc80-\udcff]")
_ALONE = lazy("(?<![^\x00-\x7f])[\udc80-\udcff](?![^\x00-\x7f])")
STRAYS = 4  # stray bytes to one well-formed sequence, and no more, in a file that is still UTF-8

# Labels as browsers read them (https://encoding.spec.whatwg.org/#names-and-labels), and the codec that reads all of it.
_CODECS = {
    "ascii": "cp1252",
    "us-ascii": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "sjis": "cp932",
    "shift-jis": "cp932",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "big5": "cp950",
    "tis-620": "cp874",
    "windows-874": "cp874",
    "macintosh": "mac-roman",
    "x-mac-cyrillic": "mac-cyrillic",
    "utf8": "utf-8",
    "utf-16": "utf-16-le",
}
_SINGLE = (
    "(?:cp125[0-8]|iso8859-(?:1?[0-9]|1[0-6])|koi8-[ru]|"
    "mac-(?:roman|cyrillic|latin2|greek|turkish)|cp(?:437|737|775|85[0258]|86[0-6]|874))"
)
_KNOWN = lazy(
    rf"(?:{_SINGLE}|gb18030|cp932|cp949|cp950|big5hkscs|johab|euc_jp|iso2022_jp|utf-8|utf-16-[lb]e|utf-32-[lb]e)\Z"
)

_HEAD = 4096  # bytes: where a file says what it is
_DECLARED = (
    re.compile(rb"\A\s*<\?xml[^>]{0,200}?\bencoding\s*=\s*[\"'](?P<label>[\w.:-]+)"),
    re.compile(rb"\A@charset \"(?P<label>[\w.:-]+)\";"),
    re.compile(rb"<meta\b[^>]{0,300}?\bcharset\s*=\s*[\"']?\s*(?P<label>[\w.:-]+)", re.I),
    re.compile(rb"^\"Content-Type:[^\"\n]{0,100}?charset=(?P<label>[\w.:-]+)", re.I | re.M),
    re.compile(rb"\A(?:.{0,300}\n)?.{0,300}?-\*-.{0,200}?\bcoding:\s*(?P<label>[\w.:-]+)"),
    re.compile(rb"\A(?:.{0,300}\n)?[ \t\f]*#.{0,300}?coding[:=][ \t]*(?P<label>[\w.:-]+)"),
)
_MODELINE = re.compile(rb"^.{0,100}?\b(?:vim?|ex):.{0,200}?\b(?:fileencoding|fenc)=(?P<label>[\w.:-]+)", re.M)


class CharsetError(ValueError):
    """Bytes whose encoding cannot be told, or that are no text; the message is the cause and the remedy."""


@dataclass(frozen=True)
class Charset:
    """How a file is written: the codec, the byte order mark before the text, and what the two were told by."""

    name: str = "utf-8"
    mark: bytes = b""
    told_by: str = "its bytes"

    @property
    def is_utf8(self) -> bool:
        return self.name == "utf-8"

    def encode(self, text: str) -> bytes:
        """Return the bytes of the file with this text. Raises UnicodeEncodeError for what it cannot hold."""
        return self.mark + text.encode(self.name, "surrogateescape" if self.is_utf8 else "strict")

    def holds(self, text: str) -> bool:
        """Can the text be written in this encoding?"""
        if text.isascii() or self.name.startswith("utf-"):
            return True
        try:
            text.encode(self.name)
        except UnicodeEncodeError:
            return False
        return True


UTF8 = Charset()


def codec_of(label: str) -> str | None:
    """The codec of an encoding, by any of its names; None for one that is unknown, or is none of texts."""
    from codecs import lookup

    name = label.strip().lower().replace("_", "-") if "8859" in label else label.strip().lower()
    name = re.sub(r"^(?:x-)?windows-(125\d)$", r"cp\1", name)
    name = _CODECS.get(name, name)
    try:
        name = lookup(name).name
    except LookupError:
        return None
    return _CODECS.get(name, name) if _KNOWN.match(_CODECS.get(name, name)) else None


def decode(data: bytes, named: str | None = None) -> tuple[Charset, str]:
    """Return the encoding of a file and its text, its line ends as they are. `named` is the codec the user names.

    Raises CharsetError for binary data (a NUL byte), and where nothing tells the encoding by a safe margin.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _strict(data, Charset(name, mark, "its byte order mark"))
    if named:
        return _strict(data, Charset(named, b"", "--encoding"))
    nul = data.find(b"\0")
    if nul >= 0:
        return _wide(data, nul)
    if any(escape in data for escape in _ENDS_2022) and (
        found := _read(data, Charset("iso2022_jp", b"", "its escapes"))
    ):
        return found
    try:
        return UTF8, data.decode("utf-8")
    except UnicodeDecodeError as error:
        first = error
    return _other(data, first)


def _strict(data: bytes, charset: Charset) -> tuple[Charset, str]:
    """What a mark or the user says holds; UTF-8 so told may have stray bytes."""
    if charset.is_utf8:
        return charset, data[len(charset.mark) :].decode("utf-8", "surrogateescape")
    found = _read(data, charset)
    if found is None:
        raise CharsetError(f"not valid {charset.name}, as {charset.told_by} tells; name its encoding with --encoding")
    if "\0" in found[1]:
        raise CharsetError("a binary file (NUL characters), not text")
    return found


def _read(data: bytes, charset: Charset) -> tuple[Charset, str] | None:
    """The text in this encoding, or None where the bytes are not in it, or would not come back the same."""
    try:
        text = data[len(charset.mark) :].decode(charset.name)
        return (charset, text) if charset.encode(text) == data else None
    except UnicodeError:
        return None


def _wide(data: bytes, nul: int) -> tuple[Charset, str]:
    """UTF-16 without a byte order mark: every second byte of its blanks and ASCII letters is NUL."""
    head = data[:1000]
    halves = head[::2].count(0), head[1::2].count(0)
    if 5 * max(halves) > 2 * len(head) // 2 and min(halves) < max(halves) // 4:
        name = "utf-16-le" if halves[1] > halves[0] else "utf-16-be"
        found = _read(data, Charset(name, b"", "its NUL bytes"))
        if found and "\0" not in found[1]:
            return found
    raise CharsetError(f"a binary file (NUL byte at offset {nul}), not text")


def _other(data: bytes, error: UnicodeDecodeError) -> tuple[Charset, str]:
    """A file that is not UTF-8 throughout."""
    text = data.decode("utf-8", "surrogateescape")
    named = [(label, name) for label in declared(data) if (name := codec_of(label)) and name != "utf-8"]
    mixed = _is_mixed(data, text)
    for label, name in named:
        if mixed and re.match(_SINGLE, name):
            continue  # which reads anything
        if found := _read(data, Charset(_wider(name, data), b"", f"its {label!r}")):
            return found
    if mixed:
        return Charset(told_by="its bytes, but for stray ones"), text
    from cleaner.guess import guess

    name = guess(data)
    if name and (found := _read(data, Charset(name, b"", "the words it makes"))):
        return found
    line = data.count(b"\n", 0, error.start) + 1
    raise CharsetError(
        f"not valid UTF-8 (byte 0x{data[error.start]:02x} at offset {error.start}, line {line}), and nothing tells its "
        "encoding safely; name it with --encoding"
    )


def _is_mixed(data: bytes, text: str) -> bool:
    """Is it UTF-8 with bytes of another table between?

    Well-formed sequences come about by chance where bytes above 7F stand in a row, as they do in the encodings of East
    Asia and of Cyrillic; strays that stand alone between ASCII are a paste.
    """
    sound = len(_LONG.findall(data))
    strays, alone = len(_STRAY.findall(text)), len(_ALONE.findall(text))
    return sound > 0 and strays - alone <= max(2, strays // 5) and alone <= STRAYS * sound


def _wider(name: str, data: bytes) -> str:
    """Latin-1 with characters in 80 to 9F is windows-1252, as browsers read it."""
    return "cp1252" if name == "iso8859-1" and re.search(rb"[\x80-\x9f]", data) else name


def declared(data: bytes) -> Iterator[str]:
    """Yield what a file says of its encoding: XML, CSS, HTML, the header of a PO file, the modelines of editors."""
    head = data[:_HEAD]
    for pattern in _DECLARED:
        if found := pattern.search(head):
            yield found["label"].decode("ascii", "replace")
    for part in (b"\n".join(head.split(b"\n")[:5]), b"\n".join(data[-_HEAD:].split(b"\n")[-6:])):
        if found := _MODELINE.search(part):
            yield found["label"].decode("ascii", "replace")


def declare_utf8(text: str) -> str:
    """Return a text that is to be written as UTF-8 with its own word for it set right.

    Only a declaration that names another encoding is touched; where it stands is told by its form, as in `declared`.
    """
    head = text[:_HEAD].encode("utf-8", "surrogateescape")
    for pattern in (*_DECLARED, _MODELINE):
        found = pattern.search(head)
        if found and codec_of(found["label"].decode("ascii", "replace")) != "utf-8":
            head = head[: found.start("label")] + b"utf-8" + head[found.end("label") :]
    return head.decode("utf-8", "surrogateescape") + text[_HEAD:]
