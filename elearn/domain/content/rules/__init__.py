"""One file a content rule; each binds `RULE`. They do nothing but define."""
