"""Writing in the diary: appointments, and visits with their lone-working clock."""
