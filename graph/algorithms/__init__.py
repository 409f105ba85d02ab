"""Owns what networkx does for the project: paths, neighbours, rankings and communities over a projection, and file formats.

Only this package imports networkx, and its modules are imported where they are used, since networkx takes a third of a
second to import. What is found is told as ids and types alone; what nodes and claims say is a plan's business.
`graph.algorithms.walker` is the way in: it reads the part of the graph that is asked for, and keeps results.
"""
