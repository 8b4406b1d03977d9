"""Workbooks (.xlsx, .xlsm): their cells, where these stand, and the records that they hold."""
