"""Pages for whoever comes, with no sign-in. Each says what it opens in
tests/house/test_every_page_needs_signing_in.py."""
