"""Runs the stages of the suite inside Debian 13, counts single tests, and ends with one plain line.

A stage is a name, a command, and a way of counting: GoogleTest's XML through ctest, the summary lines of node's test
runner, TAP, or the command as one test. A stage that fails without a counted failure counts as one.
"""

import os
import re
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
from glob import glob
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LOGS = ROOT / "build" / "test"


def count_ctest(preset, _text):
    """(passed, failed) over every GoogleTest case that ctest ran in build/<preset>."""
    passed = failed = 0
    report = LOGS / f"ctest-{preset}.xml"
    if not report.exists():
        return 0, 0
    for program in ET.parse(report).getroot().iter("testcase"):
        own = ROOT / "build" / preset / "results" / f"{program.get('name')}.xml"
        bad = program.get("status") != "run"
        if own.exists():
            suites = ET.parse(own).getroot()
            wrong = int(suites.get("failures", 0)) + int(suites.get("errors", 0))
            idle = int(suites.get("disabled", 0)) + len(list(suites.iter("skipped")))
            passed += int(suites.get("tests", 0)) - wrong - idle
            failed += max(wrong, 1 if bad else 0)
        elif bad:
            failed += 1
        else:
            passed += 1
    return passed, failed


def count_node(_name, text):
    """The 'pass' and 'fail' lines of node's runner, spec or TAP reporter, summed over several runs."""
    total = {"pass": 0, "fail": 0, "cancelled": 0}
    for word, number in re.findall(r"^(?:ℹ|#) (pass|fail|cancelled) (\d+)$", text, re.M):
        total[word] += int(number)
    return total["pass"], total["fail"] + total["cancelled"]


def count_tap(_name, text):
    return len(re.findall(r"^ok ", text, re.M)), len(re.findall(r"^not ok ", text, re.M))


def count_one(_name, _text):
    return None


# Where something is wrong, as compilers and clang-format say it, biome (twice), shellcheck, our length and our tidy.
PLACE = re.compile(
    r"(\S+:\d+:\d+: (?:fatal )?error.*|\S+:\d+:\d+ (?:\w+/\w+/\w+|parse)|\S+ format(?= ━)|In \S+ line \d+|\S+ has \d+ lines;.*|"
    r"\S+ is not tidy$)")


def why_in_tap(lines):
    """The first line of the error in the YAML that follows a failed test."""
    for at, line in enumerate(lines):
        if line.strip() == "...":
            break
        if said := re.match(r"\s*error: (.*)$", line):
            more = (later.strip() for later in lines[at + 1:] if later.strip())
            return next(more, "") if said[1] in ("|-", "|", ">-") else said[1].strip("'")
    return ""


def why_in_googletest(lines):
    """Where the first expectation of the test that ends here broke, and how: 'shared/a_test.cpp:3: Value of: false'."""
    why = ""
    for at in range(len(lines) - 1, -1, -1):
        if re.match(r"(?:\d+: )?\[[ =A-Z-]{10}\]|\s*\d+/\d+ Test +#", lines[at]):
            break
        if lines[at].endswith(": Failure"):
            place = lines[at].removesuffix(" Failure").removeprefix(f"{ROOT}/")
            why = " ".join([place, *(line.strip() for line in lines[at + 1:at + 2])])
    return why


def names_of_failures(text):
    """'name: first line of why', for each failed test of node's runner, TAP and GoogleTest, for each program that
    failed without naming a test, and for each place that a check or a compiler names; at most ten."""
    lines, names, programs = text.splitlines(), [], []
    for at, line in enumerate(lines):
        if failed := re.match(r"\s*not ok \d+ - (.*)$", line):
            why = why_in_tap(lines[at + 1:at + 20])
        elif failed := re.match(r"(?:\d+: )?\[  FAILED  \] (\S+\.[^\s,]+)(?: \(|, where .* \()", line):
            why = why_in_googletest(lines[:at])
        else:
            if ended := re.match(r"\t\s*\d+ - (\S+) \((.*)\)$", line):
                programs.append(ended)
            elif place := PLACE.match(line):
                names.append(place[1])
            continue
        names.append(f"{failed[1]}: {why}"[:300] if why else failed[1])
    names += [f"{name}: {how}" for name, how in (ended.groups() for ended in programs) if how != "Failed" or not names]
    return list(dict.fromkeys(names))[:10]


def ctest(preset, extra=""):
    return (
        f"rm -rf build/{preset}/results && ctest --test-dir build/{preset} -j 2 --timeout 900 --output-on-failure "
        f"--no-tests=error --output-junit {LOGS}/ctest-{preset}.xml {extra}"
    )


def node(folder):
    files = sorted(glob(str(ROOT / "tests" / folder / "**" / "*.test.mjs"), recursive=True))
    return "node --test --test-concurrency=1 " + " ".join(f"'{f}'" for f in files) if files else None


def stages():
    """(group, title, command or None where there is nothing to run, counter, argument of the counter)"""
    build, lint = "scripts/build", "scripts/lib/lint"
    yield "scripts", "scripts, on the host", f"cat {LOGS}/scripts.tap", count_tap, ""
    for check in ("format", "biome", "shell", "length"):  # seconds: known before the builds and the browsers
        yield "lint", f"lint: {check}", f"{lint} {check}", count_one, ""
    yield "build", "build native", f"{build} native all tests", count_one, ""
    yield "build", "build web", f"{build} web all tests", count_one, ""
    yield "build", "build train", f"{build} train all tests", count_one, ""
    yield "build", "build asan", f"{build} asan tests", count_one, ""
    yield "build", "npm packages", "scripts/npm-ready", count_one, ""
    yield "build", "site", "scripts/site", count_one, ""
    # A window needs a display; everything else does not notice it.
    yield "unit", "unit tests, native", f"xvfb-run -a {ctest('native')}", count_ctest, "native"
    yield "unit", "unit tests, trainer", ctest("train", "-LE window"), count_ctest, "train"
    yield "unit", "unit tests, sanitizers", ctest("asan", "-L unit"), count_ctest, "asan"
    yield "unit", "unit tests, WebAssembly", ctest("web"), count_ctest, "web"
    yield "fuzz", "fuzz targets, 10 s each", f"scripts/fuzz 10 2>{LOGS}/fuzz.err", count_tap, ""
    yield "web", "unit tests, TypeScript", "npm run --silent test --workspace web --if-present", count_node, ""
    for folder in ("contract", "p5", "flow", "browser"):
        yield folder, f"tests/{folder}", node(folder), count_node, ""
    yield "lint", "lint: tidy", f"{lint} tidy", count_one, ""


def run(index, title, command, counter, argument):
    """Runs one stage, prints its line, returns (passed, failed, names of the failed)."""
    start = time.monotonic()
    print(f"  {title:<52}", end="", file=sys.stderr, flush=True)
    log = LOGS / f"{index:02d}.log"
    with log.open("wb") as out:
        code = subprocess.run(["bash", "-c", f"set -eo pipefail; {command}"], cwd=ROOT, stdin=subprocess.DEVNULL,
                              stdout=out, stderr=subprocess.STDOUT, check=False).returncode
    text = log.read_text("utf-8", "replace")
    counted = counter(argument, text)
    passed, failed = counted if counted is not None else (int(code == 0), 0)
    if code != 0 and failed == 0:
        failed = 1
    print(f"{time.monotonic() - start:4.0f} s  {passed} passed, {failed} failed", file=sys.stderr)
    if failed:
        print("\n".join("    " + line for line in text.splitlines()[-60:]), file=sys.stderr)
        print(f"    (all of it: {log.relative_to(ROOT)})", file=sys.stderr)
    sys.stderr.flush()
    return passed, failed, [f"{title}: {name}" for name in (names_of_failures(text) or ["see its log"])] if failed else []


def main(wanted):
    LOGS.mkdir(parents=True, exist_ok=True)
    plan = list(stages())
    groups = list(dict.fromkeys(stage[0] for stage in plan))
    for name in wanted:
        if name not in groups:
            sys.exit(f"There is no stage '{name}'; allowed are: {', '.join(groups)}. Nothing was run.")
    total_passed = total_failed = 0
    wrong = []
    for index, (group, title, command, counter, argument) in enumerate(plan):
        if command is None or (wanted and group not in wanted):
            continue
        passed, failed, names = run(index, title, command, counter, argument)
        total_passed += passed
        total_failed += failed
        wrong += names
    for name in wrong:  # once more where whoever reads only the end sees them
        print(f"failed: {name}")
    print(f"{total_passed} passed, {total_failed} failed")
    return 1 if total_failed else 0


if __name__ == "__main__":
    os.chdir(ROOT)
    sys.exit(main(sys.argv[1:]))
