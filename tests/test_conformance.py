"""What holds for every target: the same tests for a folder, for a strict CMS and for one that refuses nothing."""

from __future__ import annotations

import json
import os
import random
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import urllib3

import conformance
from conformance import (
    DAY,
    HARNESSES,
    SITE,
    CmsHarness,
    Harness,
    ReferenceHarness,
    actions,
    apply,
    planned,
    record,
    wanted,
)
from conftest import REPOSITORY
from presscheck.errors import ExportError, StalePlanError
from presscheck.export import make_plan
from presscheck.export.saved_plan import check_saved, plan_json
from presscheck.model import Localized, Plan
from presscheck.schemas import SchemaSet
from test_images import name_of, png

OTHER = "Yes, it is another text."


@pytest.fixture(params=sorted(HARNESSES))
def harness(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Harness]:
    made = HARNESSES[request.param](tmp_path)
    yield made
    made.close()


@pytest.fixture(params=["strict", "loose"])
def cms(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[CmsHarness]:
    made = ReferenceHarness(tmp_path, strict=request.param == "strict")
    yield made
    made.close()


def texts(harness: Harness) -> dict[str, str]:
    """By slug, the one sentence of each page that differs."""
    return {key.rpartition("/")[2]: text.split("\n")[2] for key, text in harness.published().items()}


def test_create_unchanged_update_withdraw(harness: Harness) -> None:
    a, b, newer = record("a"), record("b"), record("a", OTHER)

    first = planned(harness.target(), a, b)
    created = apply(harness.target(), a, b)
    again = planned(harness.target(), a, b)
    second = planned(harness.target(), newer)
    changed = apply(harness.target(), newer)

    assert actions(first) == {"a": "create", "b": "create"}
    assert (set(created.done), dict(created.failed)) == ({a.id, b.id}, {})
    assert (actions(again), again.pending) == ({"a": "unchanged", "b": "unchanged"}, False)
    assert actions(second) == {"a": "update", "b": "withdraw"}
    assert (set(changed.done), dict(changed.failed)) == ({a.id, b.id}, {})
    assert texts(harness) == {"a": OTHER}
    assert not planned(harness.target(), newer).pending


def test_the_state_says_three_digests_and_a_token(harness: Harness) -> None:
    apply(harness.target(), record("a"))
    before = harness.target().read().pages["en/faqs/a"]
    apply(harness.target(), record("a", OTHER))
    after = harness.target().read().pages["en/faqs/a"]

    assert (before.key, before.slug, before.status) == ("en/faqs/a", "a", "published")
    assert before.source == record("a").digest
    assert before.rendered == before.remote
    assert before.record == record("a")
    assert after.source == record("a", OTHER).digest
    assert len({before.remote, after.remote}) == len({before.revision, after.revision}) == 2


def test_a_page_of_another_name_is_a_new_page(harness: Harness) -> None:
    apply(harness.target(), record("a"))

    plan = planned(harness.target(), record("b"))
    apply(harness.target(), record("b"))

    assert actions(plan) == {"a": "withdraw", "b": "create"}
    assert set(texts(harness)) == {"b"}


def test_a_withdrawn_page_comes_back(harness: Harness) -> None:
    apply(harness.target(), record("a"))
    apply(harness.target())
    assert texts(harness) == {}

    apply(harness.target(), record("a", OTHER))

    assert texts(harness) == {"a": OTHER}


def test_a_page_names_its_translations(harness: Harness) -> None:
    both = (record("a"), record("a", locale="zh"))

    apply(harness.target(), record("a"))
    apply(harness.target(), *both)

    assert not planned(harness.target(), *both).pending
    there = harness.target().contents(SITE)
    assert there["en/faqs/a"].alternates == (("zh", "https://www.example.com/zh/faqs/a"),)


def test_a_page_that_is_blocked_names_the_translations_that_there_are(harness: Harness, tmp_path: Path) -> None:
    """Its approved text stays; a link to a translation that is gone does not."""
    stays = record("a")
    apply(harness.target(), stays, record("a", locale="zh"))
    why = Localized("it was changed after ann approved it", "批准之后有改动")
    alone = replace(wanted(), kept={stays.id: stays}, blocked={stays.id: (why,)})

    def plan() -> Plan:
        target = harness.target()
        return make_plan("x", SITE, alone, target.read(), rendered=target.rendered(alone.kept, SITE))

    planned = plan()
    assert (planned.pending, planned.blocked) == (True, True)
    saved = tmp_path / "plan.json"
    saved.write_text(json.dumps(plan_json(planned, "en")))
    result = apply(harness.target(), stays, plan=planned)

    assert not result.failed
    check_saved(saved, plan(), SchemaSet.load([REPOSITORY / "schemas"]))  # it is done, not stale
    assert harness.target().contents(SITE)["en/faqs/a"].alternates == ()
    assert harness.published() == {"en/faqs/a": stays.markdown}
    again = plan()
    assert (actions(again), again.pending, again.blocked) == ({"a": "blocked"}, False, True)
    told = [reason.en for change in (*planned.changes, *again.changes) for reason in change.reasons]
    assert told.count(why.en) == 2


def test_a_stale_plan_is_refused_by_name_and_does_nothing(harness: Harness) -> None:
    apply(harness.target(), record("a"), record("b"))
    plan = planned(harness.target(), record("a", "Third."), record("b", "Third."))
    apply(harness.target(), record("a", OTHER), record("b"))

    with pytest.raises(StalePlanError, match="en/faqs/a") as refused:
        apply(harness.target(), record("a", "Third."), record("b", "Third."), plan=plan)

    assert "en/faqs/b" not in str(refused.value)
    assert texts(harness) == {"a": OTHER, "b": "No. Use the API address."}


def test_a_plan_can_be_applied_twice(harness: Harness) -> None:
    plan = planned(harness.target(), record("a"))

    apply(harness.target(), record("a"), plan=plan)
    again = apply(harness.target(), record("a"), plan=plan)

    assert not again.failed
    assert set(texts(harness)) == {"a"}
    assert len(harness.target().history("en/faqs/a")) == 1


def test_five_at_once_make_one_page(harness: Harness) -> None:
    spec = json.dumps({**harness.spec(), "pages": [["a", "One."]]})
    folders = [Path(harness.spec()["folder"]) / f"machine-{number}" for number in range(5)]
    specs = [spec] * 5
    if harness.guarded:  # five machines, each with a folder of its own
        specs = [json.dumps({**json.loads(spec), "folder": str(folder)}) for folder in folders]
    command = [sys.executable, conformance.__file__]
    started = [
        subprocess.Popen([*command, item], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        for item in specs
    ]
    ended = [(process.communicate()[1], process.returncode) for process in started]

    assert 0 in {status for _, status in ended}
    assert texts(harness) == {"a": "One."}
    assert not planned(harness.target(), record("a", "One.")).blocked


def test_history_and_roll_back(harness: Harness) -> None:
    old, new = record("a"), record("a", OTHER)
    apply(harness.target(), old)
    apply(harness.target(), new)
    target = harness.target()
    entries = target.history(old.id)

    earlier = target.revision(old.id, entries[0].number)
    target.roll_back(earlier, new.digest, target.read().pages[old.id], SITE, DAY)

    assert [(entry.action, entry.digest) for entry in entries] == [("create", old.digest), ("update", new.digest)]
    assert earlier == old
    assert texts(harness) == {"a": "No. Use the API address."}
    assert harness.target().read().rolled_back == {old.id: new.digest}
    assert harness.target().history(old.id)[-1].action == "rollback"
    apply(harness.target(), record("a", "Third."))
    assert harness.target().read().rolled_back == {}
    with pytest.raises(ExportError, match="has no revision 99"):
        harness.target().revision(old.id, 99)


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_killed_and_resumed(harness: Harness) -> None:
    pages = [[f"p{number}", f"Text {number}."] for number in range(40)]
    spec = json.dumps({**harness.spec(), "pages": pages})
    chance = random.Random(7)
    for _ in range(4):
        process = subprocess.Popen(
            [sys.executable, conformance.__file__, spec], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        assert process.stdout
        if harness.guarded:
            for _ in range(chance.randint(1, 8)):
                process.stdout.readline()
        else:
            time.sleep(chance.uniform(0.2, 1.2))
        process.kill()
        process.wait()
        process.stdout.close()
        assert set(texts(harness)) <= {slug for slug, _ in pages}

    records = [record(slug, text) for slug, text in pages]
    apply(harness.target(), *records)

    assert texts(harness) == dict(pages)
    assert not planned(harness.target(), *records).pending
    actions_of = [entry.action for entry in harness.target().history()]
    assert set(actions_of) == {"create"}


def test_three_hundred_pages(harness: Harness, record_property: Callable[[str, object], None]) -> None:
    """More than any list gives at once. No time is asserted: the figure goes into the table of docs/cms.md."""
    count = int(os.environ.get("PRESSCHECK_CMS_PAGES", "300"))
    records = [record(f"p{number:03}", f"Text {number}.") for number in range(count)]
    plan = planned(harness.target(), *records)

    start = time.perf_counter()
    applied = apply(harness.target(), *records, plan=plan)
    record_property("pages_per_second", round(count / (time.perf_counter() - start), 1))
    record_property("pages", count)

    assert (len(applied.done), dict(applied.failed)) == (count, {})
    assert len(texts(harness)) == count
    assert not planned(harness.target(), *records).pending


# --- targets that others can change ---------------------------------------------------------------------------------


@pytest.mark.parametrize("drift", ["stop", "adopt", "overwrite"])
def test_drift(cms: CmsHarness, drift: str) -> None:
    a = record("a")
    apply(cms.target(), a)
    cms.edit(a.id, "API address", "homepage")

    plan = planned(cms.target(drift), a)
    apply(cms.target(drift), a)
    text = texts(cms)["a"]
    newer = planned(cms.target(drift), record("a", OTHER))

    expected = {"stop": "conflict", "adopt": "unchanged", "overwrite": "update"}
    assert actions(plan) == {"a": expected[drift]}
    assert plan.changes[0].reasons[0].en == "it was changed on the target: markdown"
    assert text == ("No. Use the API address." if drift == "overwrite" else "No. Use the homepage.")
    assert actions(newer) == {"a": "conflict" if drift == "stop" else "update"}
    kept = list((cms.kept / "backup").glob("*.json"))
    assert len(kept) == (drift == "overwrite")
    assert all("Use the homepage" in path.read_text(encoding="utf-8") for path in kept)


def test_a_page_that_may_not_be_read_goes_whatever_somebody_made_of_it(cms: CmsHarness) -> None:
    apply(cms.target(), record("a"))
    cms.edit("en/faqs/a", "API address", "homepage")

    apply(cms.target())

    assert cms.published() == {}
    assert list((cms.kept / "backup").glob("*.json"))


def test_a_change_between_plan_and_write_is_not_overwritten(cms: CmsHarness) -> None:
    apply(cms.target(), record("a"))
    target = cms.target()
    stored = next(iter(target.cms.list()))
    cms.edit("en/faqs/a", "API address", "homepage")

    from presscheck.errors import TargetError
    from presscheck.export.writer import Writer

    writer = Writer(target.cms, target.probe(), 2, lambda _: None)
    with pytest.raises(TargetError) as refused:
        writer.update(stored, stored.document)

    assert refused.value.kind == "conflict"
    assert texts(cms) == {"a": "No. Use the homepage."}


@pytest.mark.parametrize("fault", ["lost-before", "lost-after", "429", "500", "503"])
@pytest.mark.parametrize("step", ["create", "update", "withdraw"])
def test_what_is_refused_for_the_moment_is_done_once(cms: CmsHarness, fault: str, step: str) -> None:
    if step != "create":
        apply(cms.target(), record("a"))
    cms.faults = [fault, fault]

    applied = apply(cms.target(), *([] if step == "withdraw" else [record("a", OTHER)]))

    assert dict(applied.failed) == {}
    assert texts(cms) == ({} if step == "withdraw" else {"a": OTHER})
    assert len(cms.keys()) == 1


@pytest.mark.parametrize(("fault", "kind"), [("clean", "altered"), ("state", "altered"), ("slug", "conflict")])
def test_what_is_stored_otherwise_is_found_and_not_left_to_readers(cms: CmsHarness, fault: str, kind: str) -> None:
    apply(cms.target(), record("b"))
    cms.faults = [fault]

    applied = apply(cms.target(), record("a"), record("b"))

    assert {page: error.kind for page, error in applied.failed.items()} == {"en/faqs/a": kind}
    assert set(texts(cms)) == {"b"}


def test_an_update_that_is_stored_otherwise_gives_readers_the_earlier_text(cms: CmsHarness) -> None:
    apply(cms.target(), record("a"))
    cms.faults = ["clean"]

    applied = apply(cms.target(), record("a", OTHER))

    assert applied.failed["en/faqs/a"].kind == "altered"
    assert "html" in str(applied.failed["en/faqs/a"])
    assert texts(cms) == {"a": "No. Use the API address."}


def test_one_page_that_fails_stops_no_other(cms: CmsHarness) -> None:
    big = record("big", "x" * cms.too_big)

    applied = apply(cms.target(), record("a"), big, record("c"))

    assert {page: error.kind for page, error in applied.failed.items()} == {"en/faqs/big": "too-large"}
    assert set(texts(cms)) == {"a", "c"}


def test_a_wrong_token_and_a_server_that_is_gone(cms: CmsHarness) -> None:
    from presscheck.errors import TargetError

    with pytest.raises(TargetError) as refused:
        cms.target(token="wrong").read()
    cms.hang_up()
    with pytest.raises(TargetError) as gone:
        cms.target().read()

    assert refused.value.kind == "auth"
    assert gone.value.kind == "network"


def test_a_plan_makes_no_write_request(cms: CmsHarness) -> None:
    apply(cms.target(), record("a"))
    cms.requests.clear()

    planned(cms.target(), record("a", OTHER), record("b"))
    cms.target().probe()
    cms.target().contents(SITE)

    assert {request.split()[0] for request in cms.requests} == {"GET"}


def test_a_finished_page_is_in_the_journal_on_the_disk(cms: CmsHarness, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever was said to be done is there after a power cut too."""
    journal = cms.kept / "journal.jsonl"
    on_disk = [""]
    real = os.fsync

    def noted(number: int) -> None:
        real(number)
        on_disk.append(journal.read_text(encoding="utf-8") if journal.exists() else "")

    monkeypatch.setattr(os, "fsync", noted)
    told: list[tuple[str, bool]] = []
    apply(cms.target(), record("a"), record("b"), progress=lambda page, _: told.append((page, page in on_disk[-1])))

    assert sorted(told) == [("en/faqs/a", True), ("en/faqs/b", True)]
    assert on_disk[-1] == journal.read_text(encoding="utf-8")


def test_nothing_is_deleted_without_prune_and_nothing_that_readers_have(cms: CmsHarness) -> None:
    apply(cms.target(), record("a"), record("b"))
    apply(cms.target(), record("b"))
    assert len(cms.keys()) == 2

    plan = planned(cms.target(), record("b"), prune=True)
    apply(cms.target(), record("b"), plan=plan)

    assert (plan.changes[0].page, plan.changes[0].action, plan.changes[0].delete) == (
        "en/faqs/a",
        "withdraw",
        True,
    )
    assert cms.keys() == ["en/faqs/b"]
    assert texts(cms) == {"b": "No. Use the API address."}


def test_a_page_taken_offline_there_is_no_page_of_ours_to_publish_again(cms: CmsHarness) -> None:
    apply(cms.target(), record("a"))
    cms.take_offline("en/faqs/a")

    assert actions(planned(cms.target(), record("a"))) == {"a": "conflict"}
    assert actions(planned(cms.target("overwrite"), record("a"))) == {"a": "update"}


def test_two_pages_with_one_key_are_a_conflict(cms: CmsHarness) -> None:
    apply(cms.target(), record("a"))
    twin = cms.double("en/faqs/a")

    plan = planned(cms.target(), record("a", OTHER))

    assert actions(plan) == {"a": "conflict"}
    assert twin in plan.changes[0].reasons[0].en


# --- images ---------------------------------------------------------------------------------------------------------


def picture(folder: Path, colour: int) -> dict[str, Path]:
    """A file with a picture, by the name that it gets."""
    file = folder / f"picture-{colour}.png"
    file.write_bytes(png(colour))
    return {name_of(png(colour)): file}


def shown(cms: CmsHarness, key: str) -> list[bytes]:
    """What readers see in the places of a page's images."""
    urls = re.findall(r'<img src="([^"]+)"', cms.html(key))
    return [urllib3.request("GET", url, retries=False, timeout=60).data for url in urls]


def test_an_image_is_uploaded_once_and_its_links_lead_to_it(cms: CmsHarness, tmp_path: Path) -> None:
    one = picture(tmp_path, 1)
    pages = [record("a", images=one), record("b", images=one)]

    first = apply(cms.target(), *pages)
    again = planned(cms.target(), *pages)
    edited = [record("a", OTHER, images=one), pages[1]]
    second = apply(cms.target(), *edited)

    assert (first.failed, second.failed) == ({}, {})
    assert set(actions(again).values()) == {"unchanged"}
    assert cms.images(next(iter(one))) == 1
    assert [shown(cms, f"en/faqs/{slug}") for slug in "ab"] == [[png(1)], [png(1)]]
    assert "https://www.example.com/assets/" not in cms.html("en/faqs/a")


def test_another_image_is_another_version_and_a_roll_back_shows_the_old_one(cms: CmsHarness, tmp_path: Path) -> None:
    one, two = picture(tmp_path, 1), picture(tmp_path, 2)
    apply(cms.target(), record("a", images=one))

    assert actions(planned(cms.target(), record("a", images=two))) == {"a": "update"}
    apply(cms.target(), record("a", images=two))
    assert shown(cms, "en/faqs/a") == [png(2)]

    target = cms.target()
    first = target.history("en/faqs/a")[0]
    old = target.revision("en/faqs/a", first.number)
    held = target.read().pages["en/faqs/a"]
    target.roll_back(old, held.source, held, SITE, DAY)

    assert shown(cms, "en/faqs/a") == [png(1)]
    assert not cms.target().read().pages["en/faqs/a"].drifted
    assert cms.images(next(iter(one))) == 1


@pytest.mark.parametrize("data", [None, png(9)], ids=["deleted", "replaced"])
def test_an_image_that_readers_lost_is_found_and_uploaded_again(
    cms: CmsHarness, tmp_path: Path, data: bytes | None
) -> None:
    one = picture(tmp_path, 1)
    pages = [record("a", images=one), record("b", images=one), record("c")]
    apply(cms.target(), *pages)
    assert cms.target().look() == {}
    cms.lose(next(iter(one)), data)

    looked = cms.target().look()
    plan = planned(cms.target(), *pages)
    applied = apply(cms.target(), *pages)

    assert set(looked) == {"en/faqs/a", "en/faqs/b"}
    assert actions(plan) == {"a": "update", "b": "update", "c": "unchanged"}
    assert applied.failed == {}
    assert [shown(cms, f"en/faqs/{slug}") for slug in "ab"] == [[png(1)], [png(1)]]
    assert cms.target().look() == {}
    assert set(actions(planned(cms.target(), *pages)).values()) == {"unchanged"}


def test_a_page_that_is_written_anew_gets_an_image_that_was_lost(cms: CmsHarness, tmp_path: Path) -> None:
    one = picture(tmp_path, 1)
    apply(cms.target(), record("a", images=one))
    cms.lose(next(iter(one)), None)

    assert apply(cms.target(), record("a", OTHER, images=one)).failed == {}
    assert shown(cms, "en/faqs/a") == [png(1)]


@pytest.mark.parametrize("fault", ["lost-before", "lost-after", "429", "503"])
def test_an_upload_whose_answer_is_lost_is_not_made_twice(cms: CmsHarness, tmp_path: Path, fault: str) -> None:
    one = picture(tmp_path, 3)
    cms.faults = [fault]

    applied = apply(cms.target(), record("a", images=one))

    assert applied.failed == {}
    assert cms.images(next(iter(one))) == 1
    assert shown(cms, "en/faqs/a") == [png(3)]


def test_a_page_whose_image_cannot_be_stored_is_not_written(cms: CmsHarness, tmp_path: Path) -> None:
    gone = picture(tmp_path, 4)
    changed = picture(tmp_path, 5)
    next(iter(gone.values())).unlink()
    next(iter(changed.values())).write_bytes(png(6))
    pages = [record("a", images=gone), record("b", images=changed), record("c")]

    applied = apply(cms.target(), *pages)

    assert applied.done == ("en/faqs/c",)
    assert "cannot be read" in str(applied.failed["en/faqs/a"])
    assert "was changed while it was exported" in str(applied.failed["en/faqs/b"])
    assert set(cms.published()) == {"en/faqs/c"}


def test_a_journal_with_a_torn_line(cms: CmsHarness) -> None:
    apply(cms.target(), record("a"))
    journal = cms.kept / "journal.jsonl"
    journal.write_bytes(journal.read_bytes() + b'{"page": "en/faqs/b", "act')

    apply(cms.target(), record("a", OTHER))

    assert [entry.action for entry in cms.target().history()] == ["create", "update"]
