"""The GitHub action and the GitLab template: their own scripts, run as the code hosts run them."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from conftest import FAQ, REPOSITORY

ACTION: dict[str, Any] = yaml.safe_load((REPOSITORY / "action.yml").read_text(encoding="utf-8"))
GITLAB: dict[str, Any] = yaml.safe_load((REPOSITORY / "integrations/gitlab-ci.yml").read_text(encoding="utf-8"))
STEPS: list[dict[str, Any]] = ACTION["runs"]["steps"]
PAGE = "content/en/faqs/example.md"


class Job:
    """A runner with one job: its temporary folder, the files that GitHub reads, and what steps have said."""

    def __init__(self, folder: Path, workspace: Path) -> None:
        self.workspace = workspace
        self.temp = folder / "temp of runner"
        self.temp.mkdir(parents=True)
        # What the step before has installed is what the tests run with.
        (self.temp / "presscheck").symlink_to(sys.prefix, target_is_directory=True)
        self.summary, self.output = folder / "summary", folder / "output"
        self.log = ""

    def run(self, **inputs: str) -> int:
        """The two steps that run something of ours; what the job ends with."""
        given = {name.replace("-", "_"): about["default"] for name, about in ACTION["inputs"].items()} | inputs
        checked = self._step("lint", given)
        assert checked == 0, self.log
        return self._step(None, given)

    def _step(self, wanted: str | None, inputs: dict[str, str]) -> int:
        step = STEPS[-1] if wanted is None else next(step for step in STEPS if step.get("id") == wanted)

        def filled(text: str) -> str:
            text = re.sub(r"\$\{\{ inputs\.([\w-]+) \}\}", lambda found: inputs[found[1].replace("-", "_")], text)
            text = re.sub(
                r"\$\{\{ steps\.lint\.outputs\.(\w+) \}\}", lambda found: self.outputs.get(found[1], ""), text
            )
            return text.replace("${{ runner.temp }}", str(self.temp))

        environment = {
            "PATH": os.environ["PATH"],
            "LANG": "C.UTF-8",
            "SOURCE_DATE_EPOCH": "1795500000",
            "PRESSCHECK_CACHE_DIR": str(self.temp / "cache"),
            "RUNNER_TEMP": str(self.temp),
            "GITHUB_ACTION_PATH": str(REPOSITORY),
            "GITHUB_STEP_SUMMARY": str(self.summary),
            "GITHUB_OUTPUT": str(self.output),
        }
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
            cwd=self.workspace / filled(step.get("working-directory", ".")),
            env=environment | {name: filled(text) for name, text in step["env"].items()},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            check=False,
            timeout=120,
        )
        self.log += done.stdout
        return done.returncode

    @property
    def outputs(self) -> dict[str, str]:
        lines = self.output.read_text(encoding="utf-8").splitlines() if self.output.exists() else []
        return dict(line.split("=", 1) for line in lines)


@pytest.fixture
def job(site_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Job:
    return Job(tmp_path_factory.mktemp("job"), site_folder)


def spoil(folder: Path) -> None:
    page = folder / PAGE
    page.write_text(page.read_text().replace("## Next step", "## Next stop"))


def test_a_clean_site_passes(job: Job) -> None:
    status = job.run()

    assert status == 0
    assert {name: job.outputs[name] for name in ("status", "errors", "warnings")} == {
        "status": "0",
        "errors": "0",
        "warnings": "0",
    }
    assert job.summary.read_text() == "## presscheck\n\n1 page checked, nothing found\n\n"


def test_findings_go_to_the_log_the_pull_request_the_summary_and_code_scanning(job: Job) -> None:
    spoil(job.workspace)
    status = job.run()

    assert status == 1
    assert "::error file=content/en/faqs/example.md,line=27," in job.log
    assert "content/en/faqs/example.md:27:1: error schema/missing-section" in job.log
    sarif = json.loads(Path(job.outputs["sarif"]).read_text(encoding="utf-8"))
    assert [result["ruleId"] for result in sarif["runs"][0]["results"]] == ["schema/missing-section"]
    assert json.loads(Path(job.outputs["json"]).read_text(encoding="utf-8"))["summary"]["errors"] == 1
    summary = job.summary.read_text()
    assert "| error | 1 |" in summary
    assert "| [`schema/missing-section`](https://" in summary
    assert "27 | ## Next stop" in summary


def test_findings_fail_the_job_only_where_that_is_wanted(job: Job) -> None:
    spoil(job.workspace)

    assert job.run(fail="false") == 0


def test_what_cannot_be_run_fails_always_and_uploads_nothing(job: Job) -> None:
    (job.workspace / "presscheck.toml").write_text("[site]\nname = 1\n")
    status = job.run(fail="false")

    assert status == 2
    assert "presscheck.toml:2" in job.log
    assert job.outputs == {"status": "2"}
    assert "Nothing could be checked" in job.summary.read_text()


def test_inputs_choose_folder_pages_language_and_annotations(job: Job, tmp_path: Path) -> None:
    spoil(job.workspace)
    folder = tmp_path / "文档 一"
    folder.mkdir()
    for name in ("presscheck.toml", "content"):
        (job.workspace / name).rename(folder / name)
    second = folder / "content/en/faqs/a page.md"
    second.write_text(FAQ.format(slug="a-page", locale="en").replace("## Next step", "## Other"))
    status = job.run(working_directory=folder.name, paths=f"{PAGE}\n", lang="zh", annotations="false")

    assert status == 1
    assert "检查了 1 个页面：1 个错误" in job.summary.read_text()
    assert "::error" not in job.log
    assert "a page.md" not in job.log


@pytest.mark.parametrize("value", ["$(touch hacked)", '"; touch hacked; "', "--output=hacked", "`touch hacked`"])
def test_inputs_are_values_and_never_run(job: Job, value: str) -> None:
    job.run(paths=value)
    job.run(config=value)

    assert not list(job.workspace.rglob("hacked"))


def test_a_page_cannot_speak_to_the_runner_or_leave_its_frame(job: Job) -> None:
    page = job.workspace / PAGE
    page.write_text(
        page.read_text() + "\n~~~~~~~~~~~~\n::set-output name=status::0\n![](javascript:alert(1)) </details>\n"
    )
    job.run(annotations="false")
    begin = re.search(r"^::stop-commands::(\w+)$", job.log, re.MULTILINE)

    assert begin
    assert job.log.index(begin[0]) < job.log.index("example.md:") < job.log.rindex(f"::{begin[1]}::")
    assert job.outputs["status"] == "1"
    summary = job.summary.read_text()
    assert len(re.findall(r"^~{12}", summary, re.MULTILINE)) == 2


def test_every_input_is_used_and_every_variable_of_the_script_is_set() -> None:
    text = (REPOSITORY / "action.yml").read_text(encoding="utf-8")
    script = (REPOSITORY / "integrations/github_action.py").read_text(encoding="utf-8")
    lint = next(step for step in STEPS if step.get("id") == "lint")

    assert {name for name in ACTION["inputs"] if f"inputs.{name}" not in text} == set()
    assert set(re.findall(r"inputs\.([\w-]+)", text)) == set(ACTION["inputs"])
    assert {name for name in lint["env"] if name.removeprefix("PRESSCHECK_").lower() not in script.lower()} == set()
    assert all(re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", step["uses"]) for step in STEPS if "uses" in step)


def test_the_guide_names_every_input_and_variable() -> None:
    guide = (REPOSITORY / "docs/ci.md").read_text(encoding="utf-8")

    assert [name for name in ACTION["inputs"] if f"| `{name}` |" not in guide] == []
    assert [name for name in ACTION["outputs"] if f"`{name}`" not in guide] == []
    assert [name for name in GITLAB["variables"] if f"| `{name}` |" not in guide] == []


@pytest.mark.parametrize(("spoilt", "status"), [(False, 0), (True, 1)])
def test_the_gitlab_job_writes_its_reports(site_folder: Path, spoilt: bool, status: int) -> None:
    if spoilt:
        spoil(site_folder)
    config = site_folder / "a site.toml"
    (site_folder / "presscheck.toml").rename(config)
    done = subprocess.run(
        ["bash", "-e", "-c", "\n".join(GITLAB["presscheck"]["script"])],
        cwd=site_folder,
        env={
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "LANG": "C.UTF-8",
            "SOURCE_DATE_EPOCH": "1795500000",
            **GITLAB["variables"],
            "PRESSCHECK_CONFIG": config.name,
            "PRESSCHECK_LANG": "zh",
        },
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )
    reports = GITLAB["presscheck"]["artifacts"]["reports"]
    issues = json.loads((site_folder / reports["codequality"]).read_text(encoding="utf-8"))

    assert done.returncode == status, done.stderr
    assert (site_folder / reports["junit"]).is_file()
    assert [(issue["check_name"], issue["location"]["lines"]["begin"]) for issue in issues] == (
        [("schema/missing-section", 27)] if spoilt else []
    )
    assert "检查了 1 个页面" in done.stdout
