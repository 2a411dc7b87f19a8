import pytest
from cryptography.fernet import Fernet

from config import HERE, Config, SettingError, read_keys, terminal_language

KEY = Fernet.generate_key().decode()
GOOD = {
    "SECRET_KEY": "a-secret-of-more-than-thirty-two-letters",
    "PEPPER": "a-pepper-of-more-than-thirty-two-letters",
    "DATA_KEYS": f"{KEY} {Fernet.generate_key().decode()}",
}


def test_production_is_what_nothing_said_means():
    config = Config.from_environment(GOOD)

    assert config.mode == "production"
    assert config.data_keys[0] == KEY
    assert config.database_file == HERE / "instance" / "elearn.sqlite"


@pytest.mark.parametrize(
    ("changed", "hint"),
    [
        ({"ELEARN_MODE": "test"}, "ELEARN_MODE is 'test'"),
        ({"PORT": "80a"}, "PORT is '80a'"),
        ({"PORT": "0"}, "PORT is 0"),
        ({"PORT": "65536"}, "PORT is 65536"),
        ({"WORKERS": "0"}, "WORKERS is 0"),
        ({"PRACTICE_SCHEDULE": "daily"}, "PRACTICE_SCHEDULE is 'daily'"),
        ({"WORKERS": "-1"}, "WORKERS is '-1'"),
        ({"DATABASE_URL": "mysql://host/name"}, "DATABASE_URL"),
        ({"DATABASE_URL": "elearn.sqlite"}, "DATABASE_URL"),
        ({"DATABASE_URL": "postgresql://host:port/name"}, "DATABASE_URL"),
        ({"DATABASE_URL": "postgresql://host"}, "DATABASE_URL"),
        ({"BASE_URL": "larande.example.se"}, "BASE_URL is 'larande.example.se'"),
        ({"BASE_URL": "https://"}, "BASE_URL is 'https:'"),
        ({"BASE_URL": "https://[host"}, "BASE_URL is"),
        ({"SMTP_URL": "mail.example.se"}, "SMTP_URL is not an address"),
        ({"SMTP_URL": "http://mail.example.se"}, "SMTP_URL is not an address"),
        ({"SMTP_URL": "smtp://u:l%C3%B6sen@mail.example.se"}, "SMTP_URL holds a letter"),
        ({"SMTP_URL": "smtp://:587"}, "SMTP_URL is not an address"),
        ({"SMTP_URL": "smtps://mail.example.se:mail"}, "SMTP_URL is not an address"),
        ({"METRICS_FROM": "10.0.0.5 10.0.0.x"}, "METRICS_FROM holds '10.0.0.x'"),
        ({"SECRET_KEY": "x" * 40}, "SECRET_KEY is easily guessed"),
        ({"PEPPER": "correct-horse-" * 3}, "PEPPER is easily guessed"),
        ({"DATA_KEYS": f"{KEY} {'A' * 43}="}, "DATA_KEYS is easily guessed"),
        ({"SECRET_KEY": ""}, "SECRET_KEY is missing.*For the demo, put ELEARN_MODE=demo before"),
        ({"SECRET_KEY": "demo"}, "SECRET_KEY is a default or too short"),
        ({"PEPPER": "short"}, "PEPPER is a default or too short"),
        ({"DATA_KEYS": "x" * 44}, "DATA_KEYS holds something else"),
        ({"DATA_KEYS": f"{KEY} é"}, "DATA_KEYS holds something else"),
        ({"ELEARN_MODE": "demo", "HOST": "0.0.0.0"}, "HOST is '0.0.0.0'"),
    ],
)
def test_what_cannot_be_right_is_refused_with_what_to_do(changed, hint):
    with pytest.raises(SettingError, match=hint) as refused:
        Config.from_environment(GOOD | changed)

    assert str(refused.value).endswith(".")


def test_everything_that_is_wrong_is_said_at_once_a_line_each():
    wrong = {"PORT": "80a", "BASE_URL": "larande", "SMTP_URL": "mail", "PEPPER": ""}

    with pytest.raises(SettingError) as refused:
        Config.from_environment(GOOD | wrong)

    lines = str(refused.value).splitlines()
    assert [line.partition(" ")[0] for line in lines] == ["PORT", "BASE_URL", "SMTP_URL", "PEPPER"]


def test_a_mail_server_and_addresses_that_can_be_are_taken():
    given = {"SMTP_URL": "smtps://mail.example.se", "METRICS_FROM": "10.0.0.5, ::1"}

    config = Config.from_environment(GOOD | given)

    assert config.smtp_url == "smtps://mail.example.se"
    assert config.metrics_from == ("10.0.0.5", "::1")


@pytest.mark.parametrize(
    "url",
    [
        "sqlite:///elearn.sqlite",
        "sqlite:////var/lib/elearn.sqlite",
        "postgresql://user:p%40ss@db.example.se:5432/elearn",
        "postgresql+psycopg://user@/elearn?host=/run/postgresql",
    ],
)
def test_an_address_of_either_database_is_taken(url):
    assert Config.from_environment(GOOD | {"DATABASE_URL": url}).database_url == url


def test_no_sentence_about_a_setting_repeats_a_secret():
    secret = "not-long-but-secret"

    with pytest.raises(SettingError) as refused:
        Config.from_environment(GOOD | {"SECRET_KEY": secret})

    assert secret not in str(refused.value)


def test_links_name_the_site_as_people_reach_it():
    named = Config.from_environment(GOOD | {"BASE_URL": "https://larande.example.se/"})
    bare = Config.from_environment(GOOD | {"HOST": "::1", "PORT": "8001"})

    assert named.address == "https://larande.example.se"
    assert bare.address == "http://[::1]:8001"


def test_keys_are_read_from_lines_and_comments_passed_over(tmp_path):
    (tmp_path / "keys.env").write_text("# made today\nPEPPER=a=b\n\nnonsense\n")

    assert read_keys(tmp_path / "keys.env") == {"PEPPER": "a=b"}
    assert read_keys(tmp_path / "none.env") == {}


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "sv_SE.UTF-8"}, "sv"),
        ({"LANG": "sv_SE.UTF-8", "LC_ALL": "C.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
    ],
)
def test_the_terminal_speaks_swedish_or_english(environment, language):
    assert terminal_language(environment) == language
