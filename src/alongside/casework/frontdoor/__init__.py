"""Floor 10: pages for people without an account: find something, say what is wrong, answer."""
