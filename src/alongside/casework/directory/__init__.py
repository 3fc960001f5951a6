"""Floor 2: what there is nearby: organisations, activities, places, times; and how sure we are."""
