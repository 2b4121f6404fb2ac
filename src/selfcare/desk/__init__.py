"""The therapist's desk: what helps to write a routine. A schema for editors, the questions of `new`, the text they become.

Pure, like everything below it: no file, no clock, no terminal. Whoever asks the questions hands the answers in.
"""
