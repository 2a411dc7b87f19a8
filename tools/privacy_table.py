"""Writes the table of docs/privacy.md anew from elearn/wording/privacy.py.

python tools/privacy_table.py
"""

from pathlib import Path

from elearn.wording.privacy import PARTS, how_long, of_part

PAGE = Path(__file__).resolve().parent.parent / "docs" / "privacy.md"
BEGIN, END = "<!-- table: begin -->", "<!-- table: end -->"


def table() -> str:
    """In Markdown, a heading a part."""
    lines: list[str] = []
    for part, title in PARTS.items():
        lines += ["", f"### {title}", "", "| Table | What | Who sees it | How long |"]
        lines += ["| --- | --- | --- | --- |"]
        lines += [
            f"| `{each.table}` | {each.what} | {each.seen_by} | {how_long(each, str)} |"
            for each in of_part(part)
        ]
    return "\n".join([*lines, ""])


def with_table(page: str) -> str:
    """*page* with what stands between the two marks replaced."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{table()}\n{END}{after}"


if __name__ == "__main__":
    PAGE.write_text(with_table(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
