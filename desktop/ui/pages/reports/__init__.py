"""Reports of a class: charts with their tables, the paper, and a summary to pass on."""
