"""One function per user action; it returns what changed, how to undo it and what to say."""
