from elearn.domain.content.checking import check_files
from tests.domain.content import sample


def test_the_sample_course_breaks_no_rule():
    given = sample.files(en=sample.english())

    found = check_files(given, today=sample.TODAY)

    assert {one.code for one in found} <= {"understood"}
