"""SQLite as Alongside opens it: the engine of Django's settings (base.py)."""
