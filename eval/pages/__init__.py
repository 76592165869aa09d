"""Pages for people who judge: a run, or several side by side, as one HTML file that needs nothing else.

No script and nothing loaded from anywhere, which each page's own policy forbids too; charts are inline SVG, pictures
inline PNG. Names come from files, so all text is escaped where it is put in.
"""
