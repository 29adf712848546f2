"""Names of people: bare name, titles before and after it, and the key by which names are compared.

Titles stay exactly as typed: "Dr." is a doctorate, "dr." a physician. Many people here have a single word as a name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from contract.training.typed_text import clean, words


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonName:
    """A name split into its parts; an absent title is empty text."""

    title_prefix: str
    name: str
    title_suffix: str


_WITH_DOT_OR_WITHOUT = "prof|dr|drs|dra|drg|drh|ir|hj|kh|pdt"
_ONLY_WITH_DOT = r"h|k\.\s?h|ns|apt|rd|rp|rm|sr|br|fr|p|ust|ustad|ustadz|ustadzah|r|bdn"
_PREFIX = re.compile(
    rf"(?:(?:{_WITH_DOT_OR_WITHOUT})(?:\.\s*|\s+)|(?:{_ONLY_WITH_DOT})\.\s*)(?:\((?:h\.?\s?c|c|cand)\.?\)\s*)?(?:,\s*)?",
    re.IGNORECASE,
)
_INITIAL_LIKE = frozenset({"p.", "r."})
"""Titles (Pater, Raden) only before a further title: "P. Drs. Yosef", but in "P. Yosef" an initial."""
_FIELDS = (
    "sos si stp sst kom ikom kes pd hum ag ak akt ip psi kep ners km pt pi hut p tp farm gz ked ars tr sn adm ap md keb"
    " or par stat fil th pol kn eng sc phil div min ptk han pdi pdk sd ab em ec ei ling sit phd h e t m a s d mus"
)
_FIELD = "|".join(sorted(set(_FIELDS.split()), key=len, reverse=True))
_DOTTED_DEGREE = re.compile(
    rf"(?:s|m|a|d|b|dipl)(?:\.(?:{_FIELD}))+\.?|sp\.[a-z]+(?:\(k\))?|ph\.?d\.?|lc\.?|ners\.?", re.IGNORECASE
)
_PLAIN_DEGREES = frozenset(
    {
        *("SH", "MH", "SE", "MM", "ST", "MT", "SKM", "MKM", "SSos", "MSi", "SPd", "MPd", "SKom", "MKom", "SIP", "SSTP"),
        *("MSc", "MBA", "MPH", "SAP", "MAP", "SPt", "SPi", "SHut", "AMd", "AMK", "SKep", "BSc", "PhD"),
    }
)
_SUFFIX_PART = re.compile(
    r"[A-Za-z]{1,6}(?:\.\s?\(?[A-Za-z]+\)?)+.*"  # S.Sos  M. Si  A.Md.Kep  Sp.OG(K)
    r"|[A-Z][a-z]{0,3}\."  # Ak.  Ns.
    r"|[A-Z]{1,2}[a-z]{0,4}[A-Z]\w{0,4}(?:\s?\([A-Za-z]+\))?\.?"  # SH  MSi  SKep
    r"|[A-Z]{2,6}\b.*"  # CGCAE  QIA  SE. MM
    r"|(?i:lc|ners|ns|apt|akt|ak|psikolog|notaris|phd|pr)\b\.?",
)
_LONGEST_SUFFIX_PART = 30


def split_name(text: str) -> PersonName:
    """The parts of a typed name ("Dr. Nama Orang, S.Sos., M.Si."); a comma before other words stays in the name."""
    plain = clean(text).strip(" ,;")
    head, suffix = _cut_suffix(plain)
    prefix_end = _prefix_end(head)
    prefix, name = head[:prefix_end].strip(" ,"), head[prefix_end:].strip(" ,")
    name, degrees = _cut_degrees_without_comma(name, shouted=name.isupper() and not suffix)
    titles = [title for title in (degrees.rstrip(","), suffix) if title]
    return PersonName(title_prefix=prefix, name=name, title_suffix=", ".join(titles))


def print_name(name: str, title_prefix: str | None = None, title_suffix: str | None = None) -> str:
    """The name as printed: titles in front with a space, titles behind after a comma."""
    front = f"{title_prefix} {name}" if title_prefix else name
    return f"{front}, {title_suffix}" if title_suffix else front


def name_key(name: str) -> str:
    """What two spellings of one bare name share: no case, accents, apostrophes, hyphens or double spaces."""
    return " ".join(words(name)) or clean(name).casefold()


def _cut_suffix(plain: str) -> tuple[str, str]:
    """Cut at the first comma with a title behind it; a comma before other words belongs to the name."""
    parts = plain.split(",")
    for cut in range(1, len(parts)):
        if _looks_like_title(parts[cut].strip()):
            head = ", ".join(part.strip() for part in parts[:cut] if part.strip())
            return (head, ",".join(parts[cut:]).strip()) if head else (plain, "")
    return plain, ""


def _looks_like_title(part: str) -> bool:
    return len(part) <= _LONGEST_SUFFIX_PART and _SUFFIX_PART.fullmatch(part) is not None


def _prefix_end(head: str) -> int:
    """Where the titles before the name end; 0 when nothing would remain of the name."""
    end = 0
    doubtful: int | None = None
    while found := _PREFIX.match(head, end):
        if found.end() >= len(head):
            break
        if found[0].strip().casefold() in _INITIAL_LIKE:
            doubtful = end if doubtful is None else doubtful
        else:
            doubtful = None
        end = found.end()
    return end if doubtful is None else doubtful


def _cut_degrees_without_comma(name: str, *, shouted: bool) -> tuple[str, str]:
    """Degrees at the end without a comma ("Maria Nalle S.Sos M.Si"); at least one word stays a name."""
    tokens = name.split(" ")
    start = len(tokens)
    while start > 1 and _is_degree(tokens[start - 1], shouted=shouted):
        start -= 1
    return " ".join(tokens[:start]), " ".join(tokens[start:])


def _is_degree(token: str, *, shouted: bool) -> bool:
    """In a name all in capitals only abbreviations without a vowel are surely degrees: Se and Sip are names too."""
    plain = token.rstrip(".,")
    if plain in _PLAIN_DEGREES:
        return not shouted or not set(plain) & set("AEIOU")
    return "." in plain and _DOTTED_DEGREE.fullmatch(token.rstrip(",")) is not None
