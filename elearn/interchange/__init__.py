"""Standards and file formats: bytes to values of the domain, and back. No disk, no network."""
