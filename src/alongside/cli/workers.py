"""Add somebody who signs in."""
