"""Fetch the design system and the font again and write them under elearn/web/static/.

Only for whoever updates them: needs node (npm, npx) and the Python package
fonttools[woff] in the environment that runs this file. Nobody else needs either,
because what comes out is committed.

    python tools/vendor.py            everything
    python tools/vendor.py themes     the ready themes alone
    python tools/vendor.py hashes     SHA256SUMS alone

A new theme is one more line in THEMES.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

STATIC = Path(__file__).resolve().parent.parent / "elearn" / "web" / "static"
VENDOR = STATIC / "vendor"

CSS = ("@digdir/designsystemet-css", "1.22.0")
CLI = ("@digdir/designsystemet", "1.15.0")
FONT = ("@fontsource-variable/inter", "5.3.0")

CSS_FOLDER = VENDOR / f"designsystemet-css-{CSS[1]}"
FONT_FOLDER = VENDOR / f"inter-{FONT[1]}"
PAPER_FOLDER = STATIC.parent.parent / "interchange" / "paper" / "fonts"
THEME_FOLDER = VENDOR / f"designsystemet-theme-{CLI[1]}"

COMPONENTS = (
    "base",
    "validation-message",
    "data-size-workaround",
    "link",
    "heading",
    "label",
    "button",
    "input",
    "field",
    "fieldset",
    "alert",
    "skip-link",
    "details",
    "list",
    "tag",
    "error-summary",
    "table",
    "breadcrumbs",
)
"""The parts of the design system the macros use, in the order of its own index.css."""

BASE = {"base", "validation-message"}
"""Those that its index.css puts into the layer below the components."""

THEMES = {
    "lake": ("Lake blue", "Sjöblå", "#00577F", "#1E2B3C"),
    "forest": ("Forest green", "Skogsgrön", "#1B5E42", "#212D28"),
    "heather": ("Heather", "Ljung", "#6A3D7C", "#2B2533"),
    "rowan": ("Rowan red", "Rönnröd", "#98293A", "#30252A"),
    "copper": ("Copper", "Koppar", "#8A4616", "#30281F"),
    "moss": ("Moss", "Mossa", "#545C12", "#2A2C21"),
    "slate": ("Slate", "Skiffer", "#3C5063", "#232A33"),
    "night": ("Night blue", "Nattblå", "#333F92", "#22263A"),
}
"""Theme by name: its English and Swedish name, main colour, the grey that goes with it."""

NORWEGIAN = re.compile(
    r"--dsc-field-counter-(?:over|under):\"[^\"]*\";|\.ds-breadcrumbs:lang\([^{]*\{[^}]*\}"
)
"""Default strings of the design system; the macros bring their own."""

BASIC = (
    "U+0020-007E,U+00A0-00FF,U+2009,U+200B,U+2010-2015,U+2018-201E,U+2022,U+2026,"
    "U+202F,U+2032,U+20AC,U+2122,U+2212"
)
"""What a Swedish or English page needs; css/app.css names the same range."""


CUT_FOR_PAPER = f"""
import sys
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer
part, family, weight, style = sys.argv[1:]
font = instancer.instantiateVariableFont(
    TTFont(f"inter-{{part}}-wght-normal.woff2"), {{"wght": int(weight)}}
)
font.flavor = None
font["OS/2"].usWeightClass = int(weight)
font["OS/2"].fsSelection = 0x20 if style == "Bold" else 0x40
font["head"].macStyle = int(style == "Bold")
font["name"].names = [each for each in font["name"].names if each.nameID in (0, 5, 13, 14)]
short = f"{{family}}-{{style}}".replace(" ", "")
names = {{1: family, 2: style, 4: f"{{family}} {{style}}", 6: short}}
for id, text in names.items():
    font["name"].setName(text, id, 3, 1, 0x409)
font.save(f"{PAPER_FOLDER}/{{short}}.ttf")
"""


def run(*command: str, folder: Path) -> None:
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)


def fetch(package: tuple[str, str], folder: Path) -> Path:
    """Unpack *package* below *folder* and return where its files are."""
    target = folder / package[0].replace("/", "-")
    target.mkdir()
    run("npm", "pack", "--silent", "@".join(package), folder=target)
    run("tar", "xzf", next(target.glob("*.tgz")).name, folder=target)
    return target / "package"


def minified(css: str) -> str:
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"\s+", " ", css)
    return re.sub(r"\s*([{};,])\s*|(?<=:) ", r"\1", css).strip() + "\n"


def fresh(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def vendor_css(work: Path) -> None:
    source = fetch(CSS, work)
    fresh(CSS_FOLDER)
    shutil.copy(source / "LICENSE", CSS_FOLDER)
    for name in COMPONENTS:
        shutil.copy(source / "dist" / "src" / f"{name}.css", CSS_FOLDER)


def vendor_font(work: Path) -> None:
    source = fetch(FONT, work)
    fresh(FONT_FOLDER)
    shutil.copy(source / "LICENSE", FONT_FOLDER)
    shutil.copy(source / "files" / "inter-latin-ext-wght-normal.woff2", FONT_FOLDER)
    latin = source / "files" / "inter-latin-wght-normal.woff2"
    cut = work / "cut.ttf"
    fonttools = (sys.executable, "-m", "fontTools")
    run(*fonttools, "varLib.instancer", str(latin), "wght=400:650", "-o", str(cut), folder=work)
    run(
        *fonttools,
        "subset",
        str(cut),
        f"--unicodes={BASIC}",
        "--layout-features=kern,ccmp,locl,tnum",
        "--no-hinting",
        "--flavor=woff2",
        f"--output-file={FONT_FOLDER / 'inter-basic-wght-normal.woff2'}",
        folder=work,
    )


def paper_fonts() -> None:
    """Write the vendored letters in two fixed weights, as PDFs need them, under two names."""
    PAPER_FOLDER.mkdir(parents=True, exist_ok=True)
    shutil.copy(FONT_FOLDER / "LICENSE", PAPER_FOLDER)
    for part, family in (("basic", "Inter"), ("latin-ext", "Inter Ext")):
        for weight, style in ((400, "Regular"), (700, "Bold")):
            made = (part, family, str(weight), style)
            run(sys.executable, "-c", CUT_FOR_PAPER, *made, folder=FONT_FOLDER)


def vendor_themes(work: Path) -> None:
    """Write one file of colours a theme, and what all themes share once."""
    config = {
        "outDir": "tokens",
        "themes": {
            name: {
                "colors": {"main": {"accent": accent}, "support": {}, "neutral": neutral},
                "borderRadius": 6,
                "typography": {"fontFamily": "Inter Variable"},
            }
            for name, (_, _, accent, neutral) in THEMES.items()
        },
    }
    (work / "themes.json").write_text(json.dumps(config), encoding="utf-8")
    cli = ("npx", "--yes", "@".join(CLI), "tokens")
    run(*cli, "create", "--config", "themes.json", folder=work)
    run(*cli, "build", "-t", "tokens", "-o", "built", folder=work)
    fresh(THEME_FOLDER)
    shutil.copy(fetch(CLI, work) / "LICENSE", THEME_FOLDER)
    fresh(STATIC / "themes")
    for name in THEMES:
        colours, shared = split_theme((work / "built" / f"{name}.css").read_text(encoding="utf-8"))
        (STATIC / "themes" / f"{name}.css").write_text(paper_is_light(colours), encoding="utf-8")
        (THEME_FOLDER / "shared.css").write_text(minified(shared), encoding="utf-8")
    listing = [
        {"name": name, "label": {"en": english, "sv": swedish}, "accent": accent}
        for name, (english, swedish, accent, _) in THEMES.items()
    ]
    text = json.dumps(listing, indent=2, ensure_ascii=False) + "\n"
    (STATIC / "themes" / "index.json").write_text(text, encoding="utf-8")


def paper_is_light(colours: str) -> str:
    """Dark colours for screens only, whatever a browser prefers when it prints."""
    dark = "@media (prefers-color-scheme:dark)"
    return minified(colours).replace(dark, dark.replace("@media", "@media screen and"))


def split_theme(css: str) -> tuple[str, str]:
    """Return the two colour schemes of a built theme, and everything else in it."""
    header, *blocks = re.split(r"(?m)^(?=@layer |@media )", css)
    schemes = [block for block in blocks if "color-scheme" in block.split("{")[0] + block[:120]]
    shared = [block for block in blocks if block not in schemes]
    order = "".join(line for line in header.splitlines() if line.startswith("@layer"))
    return order + "".join(schemes), "".join(shared)


def join_css() -> None:
    """Write css/designsystemet.css: the shared theme tokens and the chosen parts."""
    text = "@layer ds.theme,ds.base,ds.components;\n"
    text += (THEME_FOLDER / "shared.css").read_text(encoding="utf-8")
    for name in COMPONENTS:
        part = (CSS_FOLDER / f"{name}.css").read_text(encoding="utf-8").strip()
        layer = "base" if name in BASE else "components"
        text += f"@layer ds.{layer}{{{part}}}\n"
    target = STATIC / "css" / "designsystemet.css"
    target.write_text(NORWEGIAN.sub("", text), encoding="utf-8")


def write_hashes() -> None:
    files = sorted(
        file
        for folder in (VENDOR, STATIC / "themes")
        for file in folder.rglob("*")
        if file.is_file() and file.name != "SHA256SUMS"
    )
    files.append(STATIC / "css" / "designsystemet.css")
    lines = [
        f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.relative_to(STATIC).as_posix()}\n"
        for file in files
    ]
    (VENDOR / "SHA256SUMS").write_text("".join(lines), encoding="utf-8")


def main(what: str = "all") -> None:
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        if what == "all":
            vendor_css(work)
            vendor_font(work)
            paper_fonts()
        if what in {"all", "themes"}:
            vendor_themes(work)
    join_css()
    write_hashes()


if __name__ == "__main__":
    main(*sys.argv[1:2])
