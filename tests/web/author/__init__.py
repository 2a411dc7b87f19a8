"""What authors and reviewers open."""
