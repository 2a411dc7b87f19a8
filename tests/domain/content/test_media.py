"""Drawings: with colours of their own, without anything that acts or fetches."""

import re

import pytest

from config import HERE
from elearn.domain.content.media import read_media
from elearn.domain.content.source import Mistakes

DARK = "@media (prefers-color-scheme: dark) { .ink { fill: #eef4f5; } .edge { stroke: #7cc4d4; } }"


def is_taken(body):
    data = body if isinstance(body, bytes) else body.encode()
    return read_media("grunden/media/x.svg", data, Mistakes("grunden/media/x.svg")) is not None


@pytest.mark.parametrize(
    "body",
    [
        "<svg><path d='M0 0h9'/></svg>",
        f"<svg><style>{DARK}</style></svg>",
        f"<svg><style>\n  .ink {{ fill: #16292f; font-size: 16px; }}\n  {DARK}\n</style></svg>",
        "<svg><linearGradient id='a'/><rect fill='url(#a)'/><rect fill='url(\"#a\")'/></svg>",
        "<svg><use href='#a'/></svg>",
    ],
)
def test_a_still_drawing_is_taken_with_its_style(body):
    assert is_taken(body)


def test_the_drawing_in_the_authors_guide_is_taken():
    guide = (HERE / "docs/authoring.md").read_text()
    [example] = re.findall(r"```svg\n(.*?)```", guide, re.DOTALL)

    assert is_taken(example)


@pytest.mark.parametrize(
    "style",
    [
        "@import 'https://evil.example/x.css';",
        ".ink { fill: url(https://evil.example/x.svg#a); }",
        ".ink { fill: url(#a); }",
        ".ink { fill: \\75rl(https://evil.example/); }",
        ".ink { fill: &#x75;rl(https://evil.example/); }",
        "@font-face { font-family: a; src: url(a.woff2); }",
        "@media (min-width: 1px) { .ink { fill: red; } }",
        "<![CDATA[ .ink { fill: red; } ]]>",
        ".ink { fill: red; } /* url */",
        ".ink[fill='red'] { fill: blue; }",
    ],
)
def test_a_style_that_could_fetch_or_hide_something_is_refused(style):
    assert not is_taken(f"<svg><style>{style}</style></svg>")


@pytest.mark.parametrize(
    "body",
    [
        "<svg><script/></svg>",
        "<s:svg xmlns:s='http://www.w3.org/2000/svg'><s:script/></s:svg>",
        "<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>".encode("utf-16"),
        "<svg onload='x'/>",
        "<svg><foreignObject/></svg>",
        "<svg><a href='javascript:x'/></svg>",
        "<svg><image href='https://evil.example/x.png'/></svg>",
        "<svg><rect fill='url(https://evil.example/x.svg#a)'/></svg>",
        "<svg><rect style=\"fill: url('//evil.example/x.svg#a')\"/></svg>",
        "<svg><style type='text/css'>.ink { fill: red; }</style></svg>",
        "<svg><style>.ink { fill: red; }</svg>",
        "<svg><style></style><style>@import 'x';</style></svg>",
    ],
)
def test_what_acts_or_fetches_is_refused(body):
    assert not is_taken(body)
