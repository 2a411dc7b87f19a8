"""`make claims`: what the recognition engine promises, tried out on invented people.

Each promise is one file, `claim_<id>_<words>.py`, with one name that is looked for:

    CLAIM = Claim(
        id="1",
        says="A known d′ is found again.",
        passes_when="the 95 % interval holds the truth in .935 to .985 of runs, in every cell",
        measure=measure,
    )

    def measure(chance: numpy.random.Generator, share: float) -> Iterator[Figure]: ...

*chance* is seeded from the run's seed and the claim's id, so `--only 3` gives the figures of a
whole run. *share* is 1 for the full number of runs and less for a reduced one: take
`runs(40_000, share)`. Whoever needs `random.Random` seeds it with `chance.integers(2**32)`.

A `Figure` carries its bounds as the claim states them, and its own simulation error where there
is one. A full run holds figures to their bounds exactly; the reduced one in `tests/claims/`
allows for that error. A claim known not to hold yet says so with `is_open=True`: it then prints
OPEN with its figures instead of failing the run. A bound is never moved to make a claim pass.

Nothing under `elearn/` may import this package; it may use numpy and scipy, the product may not.
"""
