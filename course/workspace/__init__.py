"""A learner's own copies of the chapters: kept through newer editions, reset, packed, and brought back."""
