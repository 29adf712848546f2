"""What holds for every command: profile, language, whether the answer is JSON, where the passphrase comes from."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

import click
import msgspec


class Language(StrEnum):
    """The language of what is said to people."""

    INDONESIAN = "id"
    ENGLISH = "en"


@dataclass(slots=True)
class Setting:
    """Filled from the options, wherever on the line they stand."""

    profile: Path | None = None
    json: bool = False
    language: Language = Language.INDONESIAN
    passphrase_file: Path | None = None
    debug: bool = False

    def word(self, indonesian: str, english: str) -> str:
        """The sentence in the person's language."""
        return indonesian if self.language is Language.INDONESIAN else english

    def say(self, indonesian: str, english: str) -> None:
        """Tells the person something: on stdout, or beside the JSON object on stderr."""
        click.echo(self.word(indonesian, english), err=self.json)

    def progress(self, indonesian: str, english: str) -> None:
        """Tells the person how far it has come."""
        click.echo(self.word(indonesian, english), err=True)

    def answer(self, content: Mapping[str, Any]) -> None:
        """The one JSON object of a command; nothing without --json."""
        if self.json:
            write_json(content)


def write_json(content: Mapping[str, Any]) -> None:
    """One JSON object on one line of stdout, out before anything else happens."""
    sys.stdout.write(msgspec.json.encode(content).decode() + "\n")
    sys.stdout.flush()


def setting_of(context: click.Context) -> Setting:
    """The setting of a running command."""
    setting = context.find_root().obj
    assert isinstance(setting, Setting)
    return setting


class Both(str):
    """A help text in both languages; as plain text it is the Indonesian one."""

    english: str

    def __new__(cls, indonesian: str, english: str) -> Both:
        """Keeps the English beside."""
        made = super().__new__(cls, indonesian)
        made.english = english
        return made


def in_language(text: str | None, context: click.Context) -> str:
    """A help text in the person's language."""
    if isinstance(text, Both) and setting_of(context).language is Language.ENGLISH:
        return text.english
    return str(text or "")
