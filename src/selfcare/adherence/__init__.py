"""What was done against what was asked, by the words of docs/what-counts.md; and how soreness moved."""
