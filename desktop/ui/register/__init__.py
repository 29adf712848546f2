"""The attendance grid: model, views, cells, acts."""
