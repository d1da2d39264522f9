"""The settings: read from three places, checked all at once, and described where people look for them."""

import json
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from sessionrunner.settings import PREFIX, BadSettings, Fault, Settings, load, meaning, mend

ROOT = Path(__file__).parent.parent
NAMES = Settings.__struct_fields__
TOKEN = "a-token-of-enough-characters"


def in_file(folder: Path, text: str) -> Path:
    """A config file holding `text`."""
    path = folder / "config.toml"
    path.write_text(text, encoding="utf-8")
    return path


def faults_of(
    path: Path | None = None,
    environ: Mapping[str, str] | None = None,
    overrides: Mapping[str, object] | None = None,
) -> tuple[Fault, ...]:
    """Everything that is said to be wrong with these; fails when nothing is."""
    with pytest.raises(BadSettings) as caught:
        load(path, environ or {}, overrides or {})
    return caught.value.faults


def test_defaults_are_a_server_that_works() -> None:
    """Nothing has to be set: no file, no environment, no options."""
    assert load(None, {"PATH": "/bin"}, {"port": None}) == Settings()


def test_command_line_wins_over_environment_wins_over_file(tmp_path: Path) -> None:
    """Each setting comes from the strongest place that names it, and from there only."""
    path = in_file(tmp_path, 'port = 1001\nhost = "10.0.0.1"\nmax_people = 101')
    environ = {"SESSIONRUNNER_PORT": "1002", "SESSIONRUNNER_HOST": "10.0.0.2"}
    found = load(path, environ, {"port": 1003, "host": None})
    assert (found.port, found.host, found.max_people) == (1003, "10.0.0.2", 101)


def test_all_faults_of_all_places_are_named_at_once(tmp_path: Path) -> None:
    """Whoever mends settings sees everything that is wrong, where it stands, and by which name."""
    path = in_file(tmp_path, 'port = "x"\nlog_level = "loud"\nhots = "a"\nmax_people = 1')
    found = faults_of(
        path, {"SESSIONRUNNER_PORT": "70000", "SESSIONRUNNER_PROT": "1"}, {"database": "mysql://x"}
    )
    assert [(fault.source.removeprefix(f"{tmp_path}/"), fault.setting) for fault in found] == [
        ("config.toml", "port"),
        ("config.toml", "log_level"),
        ("config.toml", "hots"),
        ("config.toml", "max_people"),
        ("environment variable SESSIONRUNNER_PORT", "port"),
        ("environment variable SESSIONRUNNER_PROT", "prot"),
        ("--database", "database"),
    ]


def test_a_fault_says_what_is_wrong_and_what_to_write(tmp_path: Path) -> None:
    """The line a person reads names the file, the setting, the fault and the mend."""
    path = in_file(tmp_path, "port = 70000")
    [fault] = faults_of(path)
    assert (
        str(fault) == f"{path}: port must be at most 65535. Use a whole number from 0 to 65535, such as 8080."
    )


def test_a_slip_of_the_finger_is_named_with_the_nearest_setting(tmp_path: Path) -> None:
    """An unknown setting is not passed over, and the one probably meant is proposed."""
    [fault] = faults_of(in_file(tmp_path, "max_peple = 10"))
    assert (fault.message, fault.fix) == ("is not a setting", "Did you mean max_people?")


def test_a_wrong_value_is_refused_even_where_another_wins(tmp_path: Path) -> None:
    """A fault in the file does not wait until the day the environment variable is taken away."""
    [fault] = faults_of(in_file(tmp_path, "port = -1"), {"SESSIONRUNNER_PORT": "8080"})
    assert fault.source.endswith("config.toml")


def test_a_file_says_types_and_the_environment_is_text(tmp_path: Path) -> None:
    """A number in quotes is a fault in a file, where it can be meant; in the environment all is text."""
    assert load(None, {"SESSIONRUNNER_PORT": "9000"}, {}).port == 9000
    [fault] = faults_of(in_file(tmp_path, 'port = "9000"'))
    assert fault.message == "must be a whole number"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"host = 0.0.0.0", "is not TOML"),
        (b'host = "caf\xe9"', "is not UTF-8 text"),
        (b"[server]\nport = 1", "is not a setting"),
    ],
)
def test_a_file_that_cannot_be_read_is_said_with_a_mend(tmp_path: Path, content: bytes, says: str) -> None:
    """Files that are no config files at all get a sentence, never a traceback."""
    path = tmp_path / "config.toml"
    path.write_bytes(content)
    [fault] = faults_of(path)
    assert says in fault.message
    assert fault.fix


def test_a_missing_file_and_other_faults_are_said_together(tmp_path: Path) -> None:
    """A file that is not there does not hide what is wrong elsewhere."""
    found = faults_of(tmp_path / "none.toml", {"SESSIONRUNNER_PORT": "x"})
    assert [fault.setting for fault in found] == ["", "port"]
    assert "No such file" in found[0].message


@pytest.mark.parametrize(
    ("setting", "value", "used"),
    [
        ("host", "::1", "::1"),
        ("host", "localhost", "localhost"),
        ("port", 0, 0),
        ("public_url", "https://Sessions.Example.org:443", "https://sessions.example.org"),
        ("public_url", "http://10.0.0.5:8080", "http://10.0.0.5:8080"),
        ("public_url", "http://[::1]:8080", "http://[::1]:8080"),
        ("database", "sqlite:////var/lib/s.sqlite3", "sqlite:////var/lib/s.sqlite3"),
        ("operator_token", TOKEN, TOKEN),
        ("trusted_proxies", "127.0.0.1, 10.0.0.0/8, ::1", ("127.0.0.1/32", "10.0.0.0/8", "::1/128")),
        ("log_format", "json", "json"),
    ],
)
def test_a_good_value_is_taken(setting: str, value: object, used: object) -> None:
    """What people write is taken, brought into the one form in which it is used."""
    assert getattr(load(None, {}, {setting: value}), setting) == used


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("host", ""),
        ("host", "http://localhost"),
        ("host", "localhost:8080"),
        ("port", 65536),
        ("port", True),
        ("public_url", "sessions.example.org"),
        ("public_url", "ftp://example.org"),
        ("public_url", "https://example.org/"),
        ("public_url", "https://example.org/app"),
        ("public_url", "https://example.org?"),
        ("public_url", "https://me:secret@example.org"),
        ("public_url", "https://example.org:99999"),
        ("public_url", "https://"),
        ("public_url", "https://exa mple.org"),
        ("public_url", "http://[::1"),
        ("database", "postgresql://localhost/x"),
        ("database", "sqlite:///"),
        ("database", "sqlite:///folder/"),
        ("database", "sqlite:///:memory:"),
        ("database", "sqlite:///a?mode=ro"),
        ("operator_token", "short"),
        ("operator_token", "a token with spaces and enough length"),
        ("trusted_proxies", ["proxy"]),
        ("trusted_proxies", ["10.0.0.1/8"]),
        ("log_level", "INFORMATION"),
        ("log_format", ""),
        ("max_roster_bytes", 999),
        ("max_people", 1.5),
        ("join_misses_per_minute", 0),
        ("keep_finished_days", 0),
    ],
)
def test_a_bad_value_is_refused_with_its_mend(setting: str, value: object) -> None:
    """Each setting refuses what would fail later, by its name and with what to write instead."""
    [fault] = faults_of(overrides={setting: value})
    assert (fault.setting, fault.fix) == (setting, mend(setting))
    assert fault.message


def test_the_secret_is_in_no_message_and_no_representation() -> None:
    """A token must not reach a log or a terminal by way of the settings or of what is wrong with them."""
    assert TOKEN not in repr(load(None, {"SESSIONRUNNER_OPERATOR_TOKEN": TOKEN}, {}))
    [fault] = faults_of(environ={"SESSIONRUNNER_OPERATOR_TOKEN": f"{TOKEN} {TOKEN}"})
    assert TOKEN not in str(fault)


def test_the_scripts_variables_are_no_settings() -> None:
    """Naming a Python or a browser for the scripts does not keep the server from starting."""
    environ = {"SESSIONRUNNER_PYTHON": "python3", "SESSIONRUNNER_CHROMIUM": "chromium"}
    assert load(None, environ, {}) == Settings()


def test_the_database_path_is_the_file_of_the_address() -> None:
    """Three slashes start from the folder, four from the root."""
    assert load(None, {}, {"database": "sqlite:///a/b.db"}).database_path == Path("a/b.db")
    assert load(None, {}, {"database": "sqlite:////a/b.db"}).database_path == Path("/a/b.db")


def as_toml(value: object) -> str:
    """A default as a config file writes it."""
    return json.dumps(value)


@pytest.mark.parametrize("setting", NAMES)
def test_the_example_file_has_every_setting_with_its_meaning_and_default(setting: str) -> None:
    """config.example.toml says what each setting means, and shows the default that the program has."""
    example = (ROOT / "config.example.toml").read_text(encoding="utf-8")
    [paragraph] = re.findall(rf"(?:^# .*\n)+?^# {setting} = .*$", example, flags=re.MULTILINE)
    *meaning_lines, assignment = [line.removeprefix("# ") for line in paragraph.splitlines()]
    assert " ".join(meaning_lines) == meaning(setting)
    assert assignment == f"{setting} = {as_toml(getattr(Settings(), setting))}"


def test_the_example_file_uncommented_is_the_defaults(tmp_path: Path) -> None:
    """Taking away every # gives a file that is accepted and changes nothing."""
    example = (ROOT / "config.example.toml").read_text(encoding="utf-8")
    assignments = re.findall(r"^# (\w+ = .*)$", example, flags=re.MULTILINE)
    assert len(assignments) == len(NAMES)
    assert load(in_file(tmp_path, "\n".join(assignments)), {}, {}) == Settings()


@pytest.mark.parametrize("setting", NAMES)
def test_the_documentation_has_every_setting(setting: str) -> None:
    """docs/configuration.md names each setting, its environment variable, default and meaning."""
    page = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")
    default = as_toml(getattr(Settings(), setting))
    assert f"| `{setting}` | `{PREFIX}{setting.upper()}` | `{default}` | {meaning(setting)} |" in page
