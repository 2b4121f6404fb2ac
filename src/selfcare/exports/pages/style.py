"""How the page looks: on a screen two columns, on paper two pages; nothing that is told by colour alone."""

from typing import Final

STYLE: Final = """
:root { --ink: #16181b; --soft: #4a4f57; --line: #b9bec6; --alarm: #a4001d; --calm: #0b5c6b; }
* { box-sizing: border-box; }
html { font: 16px/1.42 "Atkinson Hyperlegible", "Segoe UI", "Helvetica Neue", Arial, "Liberation Sans", sans-serif;
  color: var(--ink); background: #fff; }
body { margin: 0; }
main { max-width: 66rem; margin: 0 auto; padding: 1.2rem 1.5rem 2rem; }
header { border-bottom: 3px solid var(--ink); margin-bottom: .8rem; padding-bottom: .4rem; }
h1 { font-size: 1.6rem; line-height: 1.15; margin: 0 0 .25rem; }
h2 { font-size: 1.08rem; line-height: 1.2; margin: 0 0 .35rem; }
h3 { font-size: .95rem; margin: .5rem 0 .1rem; }
p { margin: .2rem 0; }
header p { color: var(--soft); font-size: .92rem; }
ul { margin: .15rem 0; padding-left: 1.15rem; }
h1, h2, h3, p, li, td, th { overflow-wrap: anywhere; }
.strong { font-weight: 700; font-size: 1.05rem; }
.first { display: grid; grid-template-columns: 1fr 1fr; gap: .8rem; align-items: start; }
section { border: 1.5px solid var(--line); border-radius: .45rem; padding: .6rem .9rem .7rem; min-width: 0; }
.first section { height: 100%; }
section.wide { grid-column: 1 / -1; }
section.alarm { border: 3px solid var(--alarm); }
section.alarm h2, section.alarm h3 { color: var(--alarm); }
.rest section { margin-top: .8rem; }
figure { margin: .3rem 0; }
.wide figure { display: inline-flex; flex-wrap: wrap; gap: .4rem 1.6rem; align-items: flex-start; margin-right: 1.5rem;
  max-width: 100%; vertical-align: top; }
.drawn { max-width: 100%; }
figure svg { display: block; max-width: 100%; height: auto; }
figure p, figure ul { font-size: .92rem; }
.key { list-style: none; padding: 0; margin: .4rem 0 0; display: flex; flex-wrap: wrap; gap: .2rem 1.1rem; font-size: .9rem; }
.key svg { vertical-align: -2px; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .92rem; }
caption { text-align: left; color: var(--soft); font-size: .9rem; padding-bottom: .2rem; }
th, td { min-width: 4.6em; text-align: left; vertical-align: top;
  padding: .25rem .6rem .25rem 0; border-bottom: 1px solid var(--line); }
thead th { overflow-wrap: normal; border-bottom: 2px solid var(--ink); font-size: .88rem; }
tbody th { font-weight: 600; }
.number { font-variant-numeric: tabular-nums; white-space: nowrap; }
@media (max-width: 46rem) { .first { grid-template-columns: 1fr; } main { padding: .8rem; } }
@page { size: A4; margin: 11mm 12mm; }
@media print { html { font-size: 9.6pt; line-height: 1.3; } main { max-width: none; padding: 0; }
  section { break-inside: avoid; padding: .35rem .6rem .4rem; } .first { gap: .45rem; } .rest section { margin-top: .45rem; }
  h2, h3 { break-after: avoid; }   .scroll { overflow: visible; }
  .first figure svg { max-width: 15rem; }
  .wide figure { flex-wrap: nowrap; gap: .2rem .8rem; } .wide .drawn { flex: none; max-width: 60%; }
  .wide figure p { max-width: 11rem; } }
""".strip()
