"""Owns what is measured: data, operations and contenders; nothing of the product may depend on it."""
