"""How quick the service is, and how much it needs: `make bench`. See docs/benchmarks.md."""
