"""What the link may cost, told to people."""

from __future__ import annotations

from desktop.storage.replica import Replica
from desktop.sync.budget import Account, Restraint, account

_MEGA = 1_000_000


def megabytes(size: int) -> str:
    """5,0 MB"""
    return f"{size / _MEGA:.1f}".replace(".", ",") + " MB"


def restraint_sentence(found: Account) -> str:
    """Why talks by themselves are held back, and what goes on; empty when they are not."""
    match found.restraint:
        case Restraint.BUDGET:
            most = megabytes(found.spending.day_bytes or 0)
            return f"Jatah data hari ini habis: {most}. Pekerjaan tetap aman; 'Kirim dan ambil data' tetap bisa."
        case Restraint.METERED:
            return (
                "Jaringan ini berbayar per data: pekerjaan Anda tetap dikirim, kabar dari pusat menunggu. "
                "'Kirim dan ambil data' tetap bisa."
            )
        case None:
            return ""


def spending_now(replica: Replica, *, metered: bool = False) -> Account:
    """How it stands now."""
    return account(replica, metered=metered)
