"""What scripts/test calls failed at its end, read off logs as its tools write them. Run by tests/scripts/run.sh."""

import sys
import textwrap
import unittest
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts" / "lib"))
import run_tests  # noqa: E402


def names_in(log):
    return run_tests.names_of_failures(textwrap.dedent(log))


class NamesOfFailures(unittest.TestCase):
    def test_tap_of_node(self):
        self.assertEqual(
            names_in("""\
                TAP version 13
                # Subtest: fine
                ok 1 - fine
                  ---
                  duration_ms: 0.3
                  ...
                not ok 2 - objects differ
                  ---
                  duration_ms: 13.2
                  location: '/x/a.test.mjs:5:1'
                  failureType: 'testCodeFailure'
                  error: |-
                    Expected values to be strictly equal:

                    1 !== 2
                  code: 'ERR_ASSERTION'
                  ...
                # Subtest: suite
                    # Subtest: inner
                    not ok 1 - inner
                      ---
                      error: 'x is no function'
                      ...
                    1..1
                not ok 3 - suite
                  ---
                  type: 'suite'
                  ...
                ok 4 - says error
                  ---
                  error: 'of another test'
                  ...
                """),
            [
                "objects differ: Expected values to be strictly equal:",
                "inner: x is no function",
                "suite",
            ],
        )

    def test_tap_without_reasons(self):
        self.assertEqual(names_in("ok 1 - a\nnot ok 2 - arguments are kept\nnot ok 3 - b # TODO\n1..3\n"),
                         ["arguments are kept", "b # TODO"])

    def test_googletest_under_ctest(self):
        self.assertEqual(
            names_in(f"""\
                1/9 Test #1: reverie_first_test ...............Subprocess aborted***Exception:   0.00 sec
                /x/first_test.cpp:9: Failure
                of a program that ended before its test did
                2/9 Test #2: reverie_sums_test ................***Failed    0.01 sec
                Running main() from ./googletest/src/gtest_main.cc
                [0.5, 0.25] is no mark of GoogleTest
                {run_tests.ROOT}/shared/sums_test.cpp:3: Failure
                Expected equality of these values:
                  1 + 1
                {run_tests.ROOT}/shared/sums_test.cpp:4: Failure
                Value of: false
                [  FAILED  ] Sums.AreRight (0 ms)
                unknown file: Failure
                  C++ exception thrown in the test body.
                [  FAILED  ] Few/Sizes.AreEven/1, where GetParam() = (3, "a b") (0 ms)
                [==========] 4 tests from 2 test suites ran. (0 ms total)
                [  PASSED  ] 2 tests.
                [  FAILED  ] 2 tests, listed below:
                [  FAILED  ] Sums.AreRight
                3/9 Test #3: reverie_slow_test ................***Timeout   1.00 sec

                The following tests FAILED:
                \t  1 - reverie_first_test (Subprocess aborted)
                \t  2 - reverie_sums_test (Failed)
                \t  3 - reverie_slow_test (Timeout)
                Errors while running CTest
                """),
            [
                "Sums.AreRight: shared/sums_test.cpp:3: Expected equality of these values:",
                "Few/Sizes.AreEven/1: unknown file: C++ exception thrown in the test body.",
                "reverie_first_test: Subprocess aborted",
                "reverie_slow_test: Timeout",
            ],
        )

    def test_a_program_whose_tests_all_passed(self):
        log = "==12==ERROR: LeakSanitizer: detected memory leaks\n\nThe following tests FAILED:\n\t  3 - leaky_test (Failed)\n"
        self.assertEqual(run_tests.names_of_failures(log), ["leaky_test: Failed"])

    def test_checks_and_compilers(self):
        self.assertEqual(
            names_in("""\
                shared/base/bad.cpp:1:4: error: code should be clang-formatted [-Wclang-format-violations]
                int  main( ){return 0 ;}
                   ^
                [3/9] Building CXX object a.o
                shared/a.cpp:2:10: fatal error: none.h: No such file or directory
                tests/bad.mjs:1:1 lint/style/useConst  FIXABLE  ━━━━━━━━━━━━━━
                  ! This let declares a variable that is only assigned once.
                tests/bad.mjs format ━━━━━━━━━━━━━━━━
                  × Formatter would have printed the following content:
                In scripts/bad line 2:
                foo=$(ls)
                ^-^ SC2034 (warning): foo appears unused. Verify use (or export if used externally).
                site/bad.mjs has 310 lines; 300 are allowed, or a first line 'Long because ...'.
                shared/base/bad.cpp is not tidy
                """),
            [
                "shared/base/bad.cpp:1:4: error: code should be clang-formatted [-Wclang-format-violations]",
                "shared/a.cpp:2:10: fatal error: none.h: No such file or directory",
                "tests/bad.mjs:1:1 lint/style/useConst",
                "tests/bad.mjs format",
                "In scripts/bad line 2",
                "site/bad.mjs has 310 lines; 300 are allowed, or a first line 'Long because ...'.",
                "shared/base/bad.cpp is not tidy",
            ],
        )

    def test_ten_at_most_each_once_and_none_of_what_passed(self):
        self.assertEqual(names_in("".join(f"not ok {i} - t{i % 12}\n" for i in range(40))), [f"t{i}" for i in range(10)])
        self.assertEqual(names_in("ok 1 - a\n[  PASSED  ] 2 tests.\nnothing was said\n"), [])


class Stages(unittest.TestCase):
    def test_what_costs_seconds_comes_before_every_build(self):
        titles = [title for _, title, *_ in run_tests.stages()]
        first_build = next(i for i, title in enumerate(titles) if title.startswith("build"))
        for check in ("format", "biome", "shell", "length"):
            self.assertLess(titles.index(f"lint: {check}"), first_build)


if __name__ == "__main__":
    unittest.main()
