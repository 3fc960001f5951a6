"""The sections of a report, one file a part; each makes blocks from findings and nothing else."""
