"""What one change would make right: the search for the smallest edit of a learner's own function."""
