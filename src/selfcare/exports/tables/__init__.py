"""The tables that a spreadsheet or a statistics program is given: what stands in each, column by column, in no format yet.

A table is a named tuple: its fields are the columns, their hints say what a cell holds and what it means. So a column
cannot be without its documentation, nor a row in another order than the header.
"""
