"""What comes back, as the settings and the environment have it: its mailbox, and how it counts."""

import os
from datetime import timedelta

from digest.config import BouncesSettings
from digest.errors import ConfigError
from digest.fetch.mailbox import Account
from digest.notice import Notice
from digest.subscribers.bounced import Rule

__all__ = ["account", "rule"]


def rule(settings: BouncesSettings) -> Rule:
    """How many issues may come back before somebody is taken off."""
    return Rule(soft_limit=settings.soft_limit, window=timedelta(days=settings.soft_days))


def account(settings: BouncesSettings) -> Account:
    """The mailbox of what comes back; raises ConfigError when it is not set up."""
    password = os.environ.get(settings.password_env, "")
    if not (settings.host and settings.user and password):
        raise ConfigError(
            Notice(
                "The mailbox of what comes back is not set up: `host` and `user` under "
                "[bounces] in config/digest.toml, the password in the environment variable "
                "{password_env}.",
                password_env=settings.password_env,
            ),
            Notice("Or give a file: digest bounces returned.mbox"),
        )
    return Account(
        host=settings.host,
        port=settings.port,
        user=settings.user,
        password=password,
        folder=settings.folder,
        variable=settings.password_env,
        settings="[bounces] in config/digest.toml",
    )
