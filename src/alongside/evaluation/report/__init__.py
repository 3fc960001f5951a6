"""The report of an evaluation: charts, page, PDF and files, all made from the same findings."""
