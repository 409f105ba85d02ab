"""Loaders: what turns documents and structured lines into claims."""
