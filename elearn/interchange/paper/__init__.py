"""Pages as PDF that is tagged, so that it can be read aloud."""
