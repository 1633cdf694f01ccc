"""What a contribution must fulfill, piece by piece: every finding is a `Problem`, a sentence with a file and a line."""
