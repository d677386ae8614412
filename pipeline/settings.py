"""Settings: litfass.toml in the working directory, overridden by environment variables LITFASS_…, overridden by the
call."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic.fields import FieldInfo
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from pipeline.errors import UsageError
from pipeline.models import Sites, Source

PLACEHOLDER_CONTACT = "set-contact@example.org"


class HttpSettings(BaseSettings):
    """Manners and bounds of the crawler; seconds and bytes."""

    model_config = SettingsConfigDict(extra="forbid")

    delay_seconds: float = Field(2.0, ge=0, description="pause between two requests to one host")
    request_seconds: float = Field(30.0, gt=0, description="deadline of one request, from connect to last byte")
    source_seconds: float = Field(900.0, gt=0, description="deadline of one source in one night")
    max_body_bytes: int = Field(20_000_000, gt=0, description="largest decoded body that is kept")
    max_redirects: int = Field(5, ge=0, description="redirects that one request follows")
    attempts: int = Field(3, ge=1, description="tries of one request, first one included")
    max_retry_after_seconds: float = Field(120.0, ge=0, description="longest Retry-After that is obeyed")


class ExpectSettings(BaseModel):
    """What one source is expected to do, in place of what its module or its archive says."""

    model_config = ConfigDict(extra="forbid")

    announcements_min: int | None = Field(None, ge=0, description="fewest entries of a good night")
    max_removed_share: float | None = Field(None, ge=0, le=1, description="share of upcoming events that may vanish")
    silence_days: int | None = Field(None, ge=1, description="days without a new event until it is called silent")


class Settings(BaseSettings):
    """All settings. An unknown key is refused: a misspelt setting must not be silently ignored."""

    model_config = SettingsConfigDict(
        env_prefix="LITFASS_", env_nested_delimiter="__", toml_file="litfass.toml", extra="forbid"
    )

    contact: str = Field(PLACEHOLDER_CONTACT, description="mail address or page in the user agent")
    data: Path = Field(Path("data"), description="data folder: raw/ processed/ decisions/")
    sites: Sites = Field(Sites.DEMO, description="demo or live")
    public_url: str = Field("https://example.org/litfass", description="where feed and site will be published")
    publish_report: bool = Field(False, description="whether publish --to hands the maintainer's report over, too")
    sources: tuple[str, ...] = Field((), description="names of sources; empty: all")
    withdrawn_after_nights: int = Field(2, ge=1, description="good nights without an event until it is withdrawn")
    expect: dict[str, ExpectSettings] = Field(
        default_factory=dict,
        description="per source a table such as [expect.dsm], with silence_days, announcements_min, max_removed_share",
    )
    http: HttpSettings = Field(default_factory=lambda: HttpSettings())

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)


def load_settings(**overrides: object) -> Settings:
    """Settings of this working directory and environment; UsageError names the setting that is wrong."""
    given = {name: value for name, value in overrides.items() if value is not None}
    try:
        return Settings(**given)  # type: ignore[arg-type]  # pydantic checks the values
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        variable = f"LITFASS_{name.upper().replace('.', '__')}"
        raise UsageError(
            f"setting '{name}': {first['msg']}; found {first['input']!r} (litfass.toml or {variable})",
            where=name,
        ) from error
    except ValueError as error:
        raise UsageError(f"litfass.toml cannot be read: {error}", where="litfass.toml") from error


def with_expectations(sources: Sequence[Source], settings: Settings) -> tuple[Source, ...]:
    """The sources with what the settings expect of them; UsageError for a name that no source has."""
    names = [source.source_id for source in sources]
    for name in settings.expect:
        if name not in names:
            raise UsageError(
                f"setting 'expect.{name}': there is no such source; known sources: {', '.join(names)}", where=name
            )
    return tuple(_expecting(source, settings.expect.get(source.source_id)) for source in sources)


def _expecting(source: Source, told: ExpectSettings | None) -> Source:
    if told is None:
        return source
    given = {name: value for name, value in told.model_dump().items() if value is not None}
    return replace(source, expect=replace(source.expect, **given))


def settings_text(given: Mapping[str, str]) -> str:
    """The content of a new litfass.toml: each setting under its explanation; what is not given stands as a comment
    with its default."""
    lines = ["# Settings of Litfass. Options of a call win over variables LITFASS_…, those over this file."]
    lines += _setting_lines(Settings.model_fields, given)
    lines += ["", f"# {Settings.model_fields['expect'].description}"]
    lines += ["", "[http]", *_setting_lines(HttpSettings.model_fields, {})]
    return "\n".join(lines) + "\n"


def _setting_lines(fields: Mapping[str, FieldInfo], given: Mapping[str, str]) -> list[str]:
    lines: list[str] = []
    for name, field in fields.items():
        if name not in ("http", "expect"):
            lines += ["", f"# {field.description or name.replace('_', ' ')}"]
            mark = "" if name in given else "# "
            lines.append(f"{mark}{name} = {_toml(given.get(name, field.default))}")
    return lines


def _toml(value: object) -> str:
    """A value as TOML; its strings, numbers, truth values and lists are written as in JSON."""
    if isinstance(value, tuple):
        return json.dumps(list(value))
    return json.dumps(value if isinstance(value, int | float) else str(value), ensure_ascii=False)
