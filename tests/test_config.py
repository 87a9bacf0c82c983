"""Which profile a file gets, and how a configuration that is wrong is told."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cleaner.config import Config, ConfigError, config_for, default_profile, origins, translate
from cleaner.profile import Profile


def configured(folder: Path, text: str, name: str = "mtclean.toml") -> Config:
    folder.mkdir(exist_ok=True, parents=True)
    (folder / name).write_text(text, encoding="utf-8")
    return config_for(str(folder / "a.txt"))


def test_defaults_go_by_format(tmp_path: Path) -> None:
    assert [default_profile(format) for format in ("plain", "html", "markdown")] == ["article", "article", "docs"]
    assert Config().profile_for("a.txt", "plain") == Profile.named("article")
    assert Config().profile_for("a.md", "markdown") == Profile.named("docs")


def test_the_nearest_file_holds_alone(tmp_path: Path) -> None:
    configured(tmp_path, '[tool.mtclean]\nprofile = "corpus"\nexclude = ["x.txt"]\n', "pyproject.toml")
    inner = tmp_path / "inner"
    near = configured(inner, 'language = "fr"\n')
    profile = near.profile_for(str(inner / "a.txt"), "plain")
    assert (profile.name, profile.language) == ("article", "fr")
    assert not near.excludes(str(inner / "x.txt"))
    deeper = inner / "deeper"
    configured(deeper, "[tool.ruff]\nline-length = 90\n# mtclean is not configured here\n", "pyproject.toml")
    assert config_for(str(deeper / "a.txt")).file == str(inner / "mtclean.toml")


def test_mtclean_toml_goes_before_pyproject_in_one_directory(tmp_path: Path) -> None:
    configured(tmp_path, '[tool.mtclean]\nlanguage = "de"\n', "pyproject.toml")
    config_for.__globals__["_standing_in"].cache_clear()
    assert configured(tmp_path, 'language = "fr"\n').profile_for("a.txt", "plain").language == "fr"


def test_stages_are_laid_over_one_another_and_the_command_line_wins(tmp_path: Path) -> None:
    config = configured(
        tmp_path,
        'profile = "corpus"\nlanguage = "en"\ndisable = ["numbers"]\nlevels = ["safe"]\n'
        '[per-file."legal/**"]\nprofile = "docs"\ndisable = ["quotes"]\n'
        '[per-file."*.fr.txt"]\nlanguage = "fr"\n',
    )

    def profile(name: str, named: str | None = None, language: str | None = None) -> Profile:
        return config.profile_for(str(tmp_path / name), "plain", named, language)

    top = profile("a.txt")
    assert (top.name, top.language, top.disable, top.levels) == ("corpus", "en", {"numbers"}, ("safe",))
    legal = profile("legal/old/a.fr.txt")
    assert (legal.name, legal.language, legal.disable) == ("docs", "fr", {"numbers", "quotes"})
    assert legal.levels == ("safe", "likely")  # a profile named later starts afresh
    named = profile("legal/a.fr.txt", "minimal", "es")
    assert (named.name, named.language, named.disable) == ("minimal", "es", {"numbers", "quotes"})


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ('profle = "docs"', "unknown key `profle`; did you mean `profile`?"),
        ("zzz = 1", "unknown key `zzz`; known: profile"),
        ('profile = "artcle"', "unknown profile 'artcle'; did you mean 'article'?"),
        ("profile = 3", "`profile` is 3"),
        ('disable = ["qotes"]', "unknown name 'qotes' in `disable`; did you mean 'quotes'?"),
        ('levels = "safe"', "`levels` is 'safe'; write a list"),
        ('normalise = { quote = "straight" }', "unknown normalisation `quote`; did you mean `quotes`?"),
        ('exclude = "x"', "`exclude` is 'x'; write a list of globs"),
        ("per-file = 3", "`per-file` holds a table for each glob"),
        ('[per-file."*.md"]\nexclude = ["x"]', '[per-file."*.md"]: unknown key `exclude`'),
        ('[per-file."*.md"]\npasses = ["quots"]', "did you mean 'quotes'?"),
        ("profile = ", "not valid TOML"),
    ],
)
def test_what_is_not_known_is_named_with_file_and_remedy(tmp_path: Path, text: str, cause: str) -> None:
    with pytest.raises(ConfigError) as caught:
        configured(tmp_path, text)
    assert str(caught.value).startswith(f"{tmp_path / 'mtclean.toml'}: ")
    assert cause in str(caught.value)
    assert "\n" not in str(caught.value)
    inside = text if text.startswith("[") else f"[tool.mtclean]\n{text}"
    with pytest.raises(ConfigError):
        configured(tmp_path / "py", inside.replace("[per-file", "[tool.mtclean.per-file"), "pyproject.toml")


@pytest.mark.parametrize(
    ("glob", "matches", "leaves"),
    [
        ("*.txt", ["a.txt", "x/y/a.txt"], ["a.txt.bak", "atxt"]),
        ("vendor", ["vendor/a.txt", "x/vendor/y/a.txt", "vendor"], ["vendors/a.txt", "my-vendor/a"]),
        ("docs/*.txt", ["docs/a.txt"], ["docs/x/a.txt", "x/docs/a.txt"]),
        ("docs/**", ["docs/a.txt", "docs/x/a.txt"], ["docs.txt"]),
        ("**/old/*.txt", ["old/a.txt", "x/y/old/a.txt"], ["old/x/a.txt"]),
        ("/a.txt", ["a.txt"], ["x/a.txt"]),
        ("build/", ["build/a.txt", "x/build/a.txt"], ["rebuild/a.txt"]),
        ("a?.txt", ["ab.txt"], ["a.txt", "a/.txt"]),
        ("[ab].txt", ["a.txt", "x/b.txt"], ["c.txt"]),
        ("[!ab].txt", ["c.txt"], ["a.txt"]),
        ("a[.txt", ["a[.txt"], ["a.txt"]),
        ("a+(b).txt", ["a+(b).txt"], ["aab.txt"]),
    ],
)
def test_globs(glob: str, matches: list[str], leaves: list[str]) -> None:
    pattern = translate(glob)
    assert [path for path in matches if not pattern.match(path)] == []
    assert [path for path in leaves if pattern.match(path)] == []


def test_an_excluded_file_is_excluded_by_its_full_path_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config = configured(tmp_path, 'exclude = ["old", "notes/*.txt"]')
    monkeypatch.chdir(tmp_path)
    for path in ("old/a.txt", "notes/a.txt", "./notes/../notes/a.txt", str(tmp_path / "x/old/a.txt")):
        assert config.excludes(path)
    assert not config.excludes("a.txt")


def test_each_setting_knows_where_it_comes_from(tmp_path: Path) -> None:
    config = configured(
        tmp_path,
        'language = "en"\nprotect = ["Yahoo!"]\nsource-language = "es"\n'
        '[per-file."*.fr.txt"]\nlanguage = "fr"\nprotect = ["Ubu"]\nprotect-patterns = ["X+"]\n',
    )
    found = origins(config.stages(str(tmp_path / "a.fr.txt"), "plain", "docs"))
    file = str(tmp_path / "mtclean.toml")
    table = f'{file} [per-file."*.fr.txt"]'
    assert found["language"] == ("fr", table)
    assert found["source_language"] == ("es", file)
    assert found["protect"] == (("Yahoo!", "Ubu"), f"{file}; {table}")
    assert found["name"] == ("docs", "--profile")
    assert found["levels"] == (("safe", "likely"), "the default for the format plain")


@pytest.mark.parametrize(
    ("table", "cause"),
    [
        ('protect = [" "]', "empty entry"),
        ('protect-patterns = ["("]', "does not compile"),
        ('protect-patterns = ["x*"]', "matches nothing"),
        ('protect-pattern = ["x"]', "did you mean `protect-patterns`?"),
        ("source-language = 1", "`source-language` is 1"),
    ],
)
def test_protection_that_means_nothing_is_an_error(tmp_path: Path, table: str, cause: str) -> None:
    with pytest.raises(ConfigError, match=re.escape(cause)):
        configured(tmp_path, table)


def test_the_names_of_the_passes_are_those_of_the_passes() -> None:
    from cleaner.passes import PASSES
    from cleaner.profile import pass_names

    assert pass_names() == tuple(each.name for each in PASSES)
