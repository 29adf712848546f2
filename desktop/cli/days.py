"""Days and figures as they are typed on the command line."""

from __future__ import annotations

import time
from datetime import date
from decimal import Decimal, InvalidOperation

import click

from contract.training.exact_numbers import typed_hundredths
from contract.training.findings import BadValue
from contract.training.indonesian_dates import parse_date


class DayType(click.ParamType[str]):
    """A day, "2025-09-02" or "2 September 2025"; gives ISO."""

    name = "day"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The day as ISO text."""
        return parse_date(str(value), today()).isoformat()


class HundredthsType(click.ParamType[int]):
    """A score or weight, "87,5" or "87.5"; gives hundredths."""

    name = "score"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The figure in hundredths."""
        return value if isinstance(value, int) else typed_hundredths(str(value))


class PercentType(click.ParamType[Decimal]):
    """A percentage, "80" or "82,5"."""

    name = "percent"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Decimal:
        """The percentage, exact."""
        try:
            found = Decimal(str(value).strip().removesuffix("%").replace(",", "."))
        except InvalidOperation:
            found = Decimal(-1)
        if not (found.is_finite() and 0 <= found <= 100):
            raise BadValue("percent", f'Persen "{value}" tidak terbaca; tulis angka 0 sampai 100.')
        return found


DAY, HUNDREDTHS, PERCENT = DayType(), HundredthsType(), PercentType()


def today() -> date:
    """The day by this laptop's clock and zone."""
    return date.fromisoformat(time.strftime("%Y-%m-%d"))
