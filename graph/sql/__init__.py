"""Owns the SQL of the embedded store: names and tables, and a plan as one statement. Text only; it must not open a database."""
