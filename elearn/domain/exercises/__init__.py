"""How something is asked and judged. No HTML, no storage, no chance; knows nothing of courses."""
