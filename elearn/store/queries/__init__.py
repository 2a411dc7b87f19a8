"""One file a question that somebody asks."""
