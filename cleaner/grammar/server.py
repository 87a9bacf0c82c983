"""Where LanguageTool is found: a server by its URL, an installation in a directory, or what the library downloads.

One server is started for a run, answers before anything is asked of it, and is stopped with the run; if the run is
killed, a process beside it (`cleaner.grammar.watch`) stops the server. An installation is the official archive,
unpacked, or a directory of jars such as `make languagetool` puts together; its server listens on a free port of the
loopback address alone.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from language_tool_python import LanguageTool

STARTING = 90.0  # seconds a server may take to start
ANSWERING = 60.0  # seconds a request may take
_ASKING = 10.0  # seconds the question whether it is there may take
_TRIES = 3  # ports; one may be taken between finding and using it
_MAIN = "org.languagetool.server.HTTPServer"


class UnavailableError(RuntimeError):
    """There is no server; the message says why, and what to do, in one line."""


class Server:
    """A server that answers. `close` stops it where it was started here. Raises UnavailableError."""

    def __init__(self, where: str | None) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._watch: subprocess.Popen[bytes] | None = None
        self._tools: dict[str, LanguageTool] = {}
        self._downloaded = where is None
        self.url = ""
        if where is None:
            return
        if where.startswith(("http://", "https://")):
            self.url = where.rstrip("/").removesuffix("/v2")
            if not _answers(self.url):
                raise UnavailableError(f"{where}: no LanguageTool server answers there")
            return
        self._process, self._watch, self.url = _start(Path(where))

    def tool(self, language: str) -> LanguageTool:
        """Return the library's client for a language of LanguageTool (``en-US``). Raises UnavailableError."""
        if language not in self._tools:
            self._tools[language] = self._client(language)
        return self._tools[language]

    def _client(self, language: str) -> LanguageTool:
        try:
            import language_tool_python as library
        except ImportError:
            raise UnavailableError("language-tool-python is missing; pip install 'mtclean[grammar]'") from None
        try:
            if self._downloaded and not self.url:
                tool = library.LanguageTool(language)
                self.url = tool.url.rstrip("/").removesuffix("/v2")
                self._watch = _watched(getattr(tool, "_server", None))
            else:
                tool = library.LanguageTool(language, remote_server=self.url)
        except Exception as error:  # the library raises what its own libraries raise, besides its own
            cause = _one_line(error)
            if self._downloaded:
                cause = f"language-tool-python cannot start its own; name a server or an installation ({cause})"
            raise UnavailableError(cause) from None
        setattr(tool, "_TIMEOUT", ANSWERING)  # noqa: B010  # five minutes otherwise, and no parameter for it
        return tool

    def close(self) -> None:
        """Stop what was started."""
        if self._watch is not None:  # first of all: it knows the server by a number another process may get
            self._watch.kill()
            self._watch.wait()
            self._watch = None
        for tool in self._tools.values():
            tool.close()
        self._tools = {}
        if self._process is not None:
            _stop(self._process)
            self._process = None


def _start(folder: Path) -> tuple[subprocess.Popen[bytes], subprocess.Popen[bytes] | None, str]:
    """Start the server of an installation; return its process, the one that watches over it, and its URL."""
    java = shutil.which("java")
    if java is None:
        raise UnavailableError("there is no Java; install a Java runtime, 17 or newer")
    if not any([*folder.glob("languagetool-server*.jar"), *folder.glob("libs/languagetool-server*.jar")]):
        raise UnavailableError(f"{folder}: no LanguageTool there: it holds no languagetool-server*.jar")
    classes = ":".join(str(folder / part) for part in ("*", "libs/*", ""))
    cause = ""
    for _ in range(_TRIES):
        port = _free_port()
        with tempfile.TemporaryFile() as told:
            process = subprocess.Popen(
                [java, "-cp", classes, _MAIN, "--port", str(port)],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=told,
            )
            watch = _watched(process)
            url = f"http://127.0.0.1:{port}"
            end = time.monotonic() + STARTING
            while process.poll() is None and time.monotonic() < end:
                if _answers(url):
                    return process, watch, url
                time.sleep(0.2)
            if watch is not None:
                _stop(watch)
            _stop(process)
            told.seek(0)
            cause = told.read().decode("utf-8", "replace").strip().split("\n")[0]
    raise UnavailableError(f"{folder}: LanguageTool does not start: {cause or 'it is silent'}")


def _watched(process: subprocess.Popen[bytes] | None) -> subprocess.Popen[bytes] | None:
    """Start what ends a process when this one is gone. None where a process does not learn of its parent's end."""
    if process is None or os.name != "posix" or not sys.executable:
        return None
    program = str(Path(__file__).with_name("watch.py"))
    command = [sys.executable, "-I", "-S", program, str(os.getpid()), str(process.pid)]
    quiet = subprocess.DEVNULL
    return subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=quiet)


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _answers(url: str) -> bool:
    """Does a LanguageTool server answer there?"""
    try:
        with urllib.request.urlopen(f"{url}/v2/languages", timeout=_ASKING) as answer:
            languages: Any = json.load(answer)
    except (OSError, ValueError, urllib.error.URLError):
        return False
    return isinstance(languages, list)


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())[:120] or type(error).__name__
