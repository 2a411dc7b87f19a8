"""Marks an English sentence for translation without translating it yet."""


def N_(msgid: str) -> str:  # noqa: N802 - the name gettext's tools look for
    return msgid
