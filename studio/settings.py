"""Settings of the studio, by environment variables as all others are."""

from __future__ import annotations

from dataclasses import dataclass, fields
from ipaddress import ip_address

from attachment_guide.settings import SettingError, read_setting, variable


@dataclass(frozen=True)
class StudioSettings:
    """Every setting of the studio; docs/studio.md lists them.

    Attributes:
        studio_host: address that it listens on. Another one than this machine's own needs a proxy.
        studio_port: its port.
        studio_proxy_secret: what the trusted proxy sends as `X-Studio-Secret`; when set, whoever it names may
            come in, and the link of the terminal is off.
        studio_address: where people reach the studio behind the proxy, such as `https://studio.example.org`.
        studio_editors: groups whose members may edit, separated by spaces.
        studio_publishers: groups whose members may publish and undo.
        studio_clinicians: groups whose members may change and sign what is said at risk.
    """

    studio_host: str = "127.0.0.1"
    studio_port: int = 5056
    studio_proxy_secret: str = ""
    studio_address: str = ""
    studio_editors: str = "editors"
    studio_publishers: str = "publishers"
    studio_clinicians: str = "clinicians"

    @classmethod
    def from_environment(cls) -> StudioSettings:
        """Reads all of them.

        Raises:
            SettingError: when a value is invalid, or when the studio would be open to others without a proxy.
        """
        settings = cls(**{field.name: read_setting(field.name, cls) for field in fields(cls)})
        if not settings.studio_proxy_secret and not _is_loopback(settings.studio_host):
            raise SettingError(
                f"{variable('studio_host')} is '{settings.studio_host}', where others could come in. "
                f"Leave it at 127.0.0.1, or put a proxy before the studio that signs people in, and set "
                f"{variable('studio_proxy_secret')} (docs/studio.md)."
            )
        if settings.studio_proxy_secret and not settings.studio_address.startswith(("https://", "http://")):
            raise SettingError(
                f"{variable('studio_address')} must say where people reach the studio behind the proxy, such "
                "as https://studio.example.org."
            )
        return settings


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
