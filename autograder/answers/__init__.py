"""What a graded learner must not see: for every chapter its references, wrong answers and cases."""
