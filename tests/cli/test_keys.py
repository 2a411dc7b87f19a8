import stat

from cryptography.fernet import Fernet

from config import Config, read_keys
from elearn.cli.keys import keep_keys, new_keys


def test_the_keys_printed_are_good_enough_for_production(terminal, tmp_path):
    (tmp_path / "keys.env").write_text(terminal.run("keys").out)

    config = Config.from_environment(read_keys(tmp_path / "keys.env"))

    assert config.mode == "production"
    Fernet(config.data_keys[0])


def test_no_two_sets_of_keys_are_alike():
    assert not set(new_keys().splitlines()) & set(new_keys().splitlines())


def test_keys_are_kept_for_their_owner_and_never_overwritten(tmp_path):
    path = tmp_path / "instance" / "keys.env"

    first, kept = keep_keys(path), path.read_text()
    again = keep_keys(path)

    assert (first, again) == (True, False)
    assert path.read_text() == kept
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
