"""``redact`` masks keys and private data in tickets and logs and keeps what support needs."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from conftest import REPOSITORY, TODAY
from corpus.privacy import tickets
from keys import key
from presscheck.redact import BLOCK, Redactor
from presscheck.site import Site, load_site
from test_cli import run

KEY = key()
SITE = load_site(REPOSITORY / "presscheck.toml", TODAY)


def redacted(site: Site, text: str) -> str:
    redactor = Redactor(site.scanner, site.private_scanner)
    return b"".join(redactor.stream(io.BytesIO(text.encode()))).decode()


def test_tickets_lose_what_is_private_and_keep_what_support_needs(home_site: Site) -> None:
    for ticket in tickets(20261125):
        result = redacted(home_site, ticket.text)
        assert [value for value in ticket.secrets if value in result] == [], ticket.text
        assert [value for value in ticket.keep if value not in result] == [], ticket.text


def test_the_same_value_gets_the_same_mask(home_site: Site) -> None:
    text = "from li.hua@lanyue-tech.cn to wu.min@lanyue-tech.cn, cc li.hua@lanyue-tech.cn\n"

    assert redacted(home_site, text) == "from [personal-email 1] to [personal-email 2], cc [personal-email 1]\n"


def test_a_key_at_the_edge_of_a_block_is_masked(home_site: Site) -> None:
    for shift in range(-60, 10):
        filler = "客户端 Cursor 0.42 报错 404\n" * 8000
        head = filler.encode()[: BLOCK + shift].decode(errors="ignore").rpartition("\n")[0]
        head += "\n" + "." * (BLOCK + shift - len(head.encode()) - 1)
        result = redacted(home_site, f"{head}\n{KEY}\n{filler}")
        assert KEY not in result
        assert result == f"{head}\n{KEY[:4]}…{KEY[-2:]}\n{filler}"


@settings(max_examples=60, deadline=None)
@given(data=st.one_of(st.binary(max_size=200), st.text(max_size=60).map(lambda text: text.encode(errors="ignore"))))
@example(data="\U0010ff85".encode() + b"\xff")
def test_any_bytes_pass(data: bytes) -> None:
    redactor = Redactor(SITE.scanner, SITE.private_scanner)
    result = b"".join(redactor.stream(io.BytesIO(data)))

    if not redactor.masked:
        assert result == data


def test_the_command_reads_files_and_pipes(site_folder: Path) -> None:
    ticket = site_folder / "ticket.txt"
    ticket.write_bytes(f"Cursor 0.42\r\nkey {KEY}\r\nstatus 401\r\n".encode())

    from_file = run(site_folder, "redact", "ticket.txt", "--output", "clean.txt")
    piped = subprocess.run(
        [sys.executable, "-m", "presscheck", "redact", "--lang", "zh"],
        cwd=site_folder,
        input=ticket.read_bytes(),
        capture_output=True,
        check=True,
    )

    expected = f"Cursor 0.42\r\nkey {KEY[:4]}…{KEY[-2:]}\r\nstatus 401\r\n".encode()
    assert (site_folder / "clean.txt").read_bytes() == piped.stdout == expected
    assert from_file.stderr == f"presscheck: 1 masked\n  secrets/real-key  {KEY[:4]}…{KEY[-2:]}\n"
    assert "已掩码 1 处" in piped.stderr.decode()


def test_a_file_that_is_not_there(site_folder: Path) -> None:
    result = run(site_folder, "redact", "no.txt")

    assert (result.returncode, result.stdout) == (2, "")
    assert "no.txt" in result.stderr


def test_keys_on_consecutive_lines_are_each_masked(home_site: Site) -> None:
    for seed in range(40):
        first, second = key("sk-", 48, seed), key("hf_" if seed % 2 else "sk-", 34, seed + 1000)
        result = redacted(home_site, f"{first}\n{second}\n")

        assert result == f"{first[:4]}…{first[-2:]}\n{second[:4]}…{second[-2:]}\n"
