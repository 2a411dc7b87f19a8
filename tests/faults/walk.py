"""A learner takes a module over the socket, and remembers what the server said was done."""

import re
from dataclasses import dataclass, field

from tests.faults.server import Answer, Browser

MODULE = "/courses/basics/first"
RIGHT = {1: ["Hello"], 2: ["To listen", "To ask"]}


@dataclass
class Walker:
    browser: Browser
    module: str = MODULE
    answered: dict[int, bool] = field(default_factory=dict)
    """Steps of the open attempt whose answer the server has acknowledged."""
    finished: int = 0
    """Completions that the server has acknowledged."""

    def take(self) -> None:
        """The whole module, once."""
        self.begin()
        for number in RIGHT:
            self.answer(number)
        self.finish()

    def begin(self) -> None:
        """Or to go on, at the end when everything has been answered."""
        expect(self.browser.post(f"{self.module}/begin"), f"{self.module}/")

    def answer(self, number: int) -> None:
        page = self.browser.get(f"{self.module}/steps/{number}")
        if '<section id="feedback"' in page.text:
            return
        sent = form_of(page, RIGHT[number])
        expect(self.browser.post(f"{self.module}/steps/{number}", **sent), "#feedback")
        self.answered[number] = True

    def finish(self) -> None:
        expect(self.browser.post(f"{self.module}/finish"), "/result")
        self.finished += 1
        self.answered.clear()

    def leave(self) -> None:
        expect(self.browser.post(f"{self.module}/result"), "/")


def form_of(page: Answer, texts: list[str]) -> dict[str, object]:
    pairs = re.findall(
        r'value="(o[0-9a-f]+)"[^>]*>\s*<label[^>]*>\s*(?:<span[^>]*>)?([^<]+?)\s*<', page.text
    )
    public = {text: value for value, text in pairs}
    [attempt] = set(re.findall(r'name="attempt" value="([^"]+)"', page.text))
    return {"attempt": attempt, "answer": [public[text] for text in texts]}


def expect(answer: Answer, ending: str) -> None:
    assert answer.status == 303, (answer.status, answer.text[-1500:])
    assert ending in answer.location, answer.location
