from digest.errors import CheckError, DigestError, ExitCode


def test_an_error_carries_what_to_do_next():
    error = DigestError("issue.md:3: no date.", "Write `date: 2025-09-27`.")
    assert str(error) == "issue.md:3: no date."
    assert error.hint == "Write `date: 2025-09-27`."
    assert error.exit_code is ExitCode.ERROR


def test_a_check_that_forbids_sending_has_an_exit_code_of_its_own():
    assert CheckError("no").exit_code == 3
