"""datatrove: a formatter that cleans documents and a filter by damage (`pip install mtclean[datatrove]`)."""

from __future__ import annotations

from datatrove.data import Document
from datatrove.pipeline.filters.base_filter import BaseFilter
from datatrove.pipeline.formatters.base import BaseFormatter
from datatrove.pipeline.writers.disk_base import DiskWriter

from cleaner.pipeline import Cleaner
from cleaner.profile import Profile


class Clean(BaseFormatter):
    """Cleans the text of every document. language: None takes the one in its metadata, or detects it."""

    name = "🧽 mtclean"

    def __init__(self, profile: Profile | str = "corpus", language: str | None = None) -> None:
        super().__init__()
        self.cleaner = Cleaner(profile)
        self.language = language

    def format(self, text: str) -> str:
        """Return a text cleaned."""
        return self.cleaner.clean(text, language=self.language)


class DamageFilter(BaseFilter):
    """Drops documents whose damage (`Score.value`, 0 to 1) is above `most`, and notes it in the metadata of all."""

    name = "🩹 mtclean damage"

    def __init__(
        self,
        most: float = 0.5,
        profile: Profile | str = "corpus",
        language: str | None = None,
        exclusion_writer: DiskWriter | None = None,
    ) -> None:
        super().__init__(exclusion_writer)
        self.most = most
        self.cleaner = Cleaner(profile)
        self.language = language

    def filter(self, doc: Document) -> bool | tuple[bool, str]:
        """Keep a document? Tells why not."""
        damage = self.cleaner.inspect(doc.text, language=self.language).score.value
        doc.metadata["damage"] = round(damage, 4)
        return True if damage <= self.most else (False, "damaged")
