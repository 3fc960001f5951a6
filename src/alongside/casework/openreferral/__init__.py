"""Floor 10: the directory as Open Referral UK 3.0, for whoever reads it with a program."""
