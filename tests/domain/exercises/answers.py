"""What could arrive in the place of an answer."""

from hypothesis import strategies as st

from elearn.domain.exercises.interaction import PASSED

_TEXTS = st.text(max_size=8) | st.sampled_from(
    ["1", "2", PASSED, f"01/{PASSED}", f"02/{PASSED}", "01/1", "02/2", "02/3", "03/1", "1/1", "²/1"]
)

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | _TEXTS,
    lambda inner: st.lists(inner) | st.sets(_TEXTS) | st.dictionaries(_TEXTS, inner),
    max_leaves=8,
)
"""Shapes that no page sends among such as it might."""
