"""Write docs/rules.md anew from the rules themselves.

    python tests/regenerate_rules_docs.py

Run it with selfcare installed, after a rule's words were changed on purpose. A test holds the page equal.
"""

from __future__ import annotations

from pathlib import Path

from selfcare.rules.notes import NOTES
from selfcare.rules.shelf import FAMILIES, RULES
from selfcare.rules.told import line_to_paste, parts, severity

PAGE = Path(__file__).parents[1] / "docs" / "rules.md"
HEAD = """# The rules of the evidence

`selfcare check FILE` holds a routine against these forty rules. This page is made from the rules themselves, as
`selfcare explain CODE` is. They warn, cite, and never prescribe: the therapist sets any of them aside with a reason, and the
reason is kept and shown.

- **error** holds back until the routine is changed or the rule is allowed: the whole session, or as little as is said below.
- **warning** is told at each load.
- **info** is told by `check` only.
- **Published** means that the threshold is a published value. **Design** means that it is ours, drawn from what is cited.

Most trials were done on young, healthy people in single sessions; of 24 studies of massage guns two had people with
symptoms, and safety data on foam rolling are scarce. Most rows rest on abstracts, not on full tables; where only a title was
read, or something is known second-hand, it says so.

To set a rule aside, write the line below in the `[[exercise]]` that it concerns, or above the first line in brackets for all
of them:

```toml
allow = [{ rule = "FR01", why = "She has done this for a year" }]
```
"""
TAIL = """
## Beside the evidence

These hold nothing back, and are gone when they are mended.

| Code | | Looks at |
|---|---|---|
"""


def page() -> str:
    """The whole page."""
    text = HEAD
    for family, title in FAMILIES.items():
        rules = [rule for rule in RULES.values() if rule.family == family]
        text += f"\n## {title}\n"
        for rule in rules:
            text += f"\n### {rule.code}: {rule.title}\n\n**{severity(rule)}**, {rule.basis}\n\n"
            for part in parts(rule):
                if part.heading == "Threshold" or (part.heading == "To set it aside" and line_to_paste(rule)):
                    continue
                if len(part.lines) == 1:
                    text += f"- {part.heading}: {part.lines[0]}\n"
                else:
                    text += f"- {part.heading}:\n" + "".join(f"  - {line}\n" for line in part.lines)
            if line_to_paste(rule) and rule.override:
                text += f"- {rule.override}\n"
    rows = "".join(f"| {one.code} | {one.title} | {one.looks_at} |\n" for one in NOTES)
    return text + TAIL + rows


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
