"""What a graded learner must not see: each topic's references and cases, its wrong answers and its other right ones."""
