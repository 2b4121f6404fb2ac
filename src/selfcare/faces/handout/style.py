"""How the page looks, on paper first: black on white, big type, nothing that is told by colour alone.

A browser prints no background colours unless asked, so that every box is drawn by its lines.
"""

from typing import Final

STYLE: Final = """
:root { --ink: #16181b; --soft: #4a4f57; --line: #b9bec6; --alarm: #a4001d; --calm: #0b5c6b; }
* { box-sizing: border-box; }
html { font: 17px/1.42 "Atkinson Hyperlegible", "Segoe UI", "Helvetica Neue", Arial, "Liberation Sans", sans-serif;
  color: var(--ink); background: #fff; }
body { margin: 0; }
main { max-width: 50rem; margin: 0 auto; padding: 1.5rem; }
h1 { font-size: 2.1rem; line-height: 1.1; margin: 0 0 .3rem; }
h2 { font-size: 1.25rem; line-height: 1.2; margin: 1rem 0 .4rem; padding-bottom: .15rem;
  border-bottom: 2px solid var(--ink); }
h3 { font-size: 1.25rem; line-height: 1.2; margin: 0 0 .3rem; }
p { margin: .3rem 0; }
ul { margin: .25rem 0; padding-left: 1.2rem; }
li { margin: .12rem 0; }
h1, h2, h3, p, li, dd { overflow-wrap: anywhere; }
header { display: flex; gap: 1.5rem; align-items: flex-start; justify-content: space-between; }
header > div { flex: 1; }
.who { color: var(--soft); }
.goal { font-size: 1.15rem; border-left: 5px solid var(--calm); padding-left: .7rem; margin: .6rem 0 0; }
.ring { flex: 0 0 14.5rem; border: 2px solid var(--ink); border-radius: .5rem; padding: .5rem .8rem .6rem; margin: 0; }
.ring dt { font-size: .9rem; color: var(--soft); }
.ring dd { margin: 0 0 .3rem; font-size: 1.3rem; font-weight: 700; line-height: 1.2; }
.ring dd.hours { font-size: .9rem; font-weight: 400; }
.ring dd.alarm { margin: 0; color: var(--alarm); }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: 0 1.6rem; break-inside: avoid; }
.said { border-left: 5px solid var(--line); padding-left: .7rem; }
.said b { font-weight: 700; }
.card { display: grid; grid-template-columns: 6rem 1fr; gap: 0 1rem; border: 1.5px solid var(--line);
  border-radius: .5rem; padding: .5rem .9rem; margin: .5rem 0; break-inside: avoid; }
.card .figure { align-self: center; text-align: center; }
.card svg { display: block; margin: 0 auto; width: 5.6rem; height: auto; }
.card .number { display: inline-block; min-width: 1.9rem; height: 1.9rem; line-height: 1.75rem; margin-right: .5rem;
  border: 2px solid var(--ink); border-radius: 1rem; text-align: center; font-size: 1.05rem; }
.dose { font-size: 1.18rem; font-weight: 700; margin: 0 0 .35rem; }
.card dl { display: grid; grid-template-columns: 4.6rem 1fr; gap: .04rem .6rem; margin: 0; }
.card dt { color: var(--soft); }
.card dd { margin: 0; }
.scale { display: flex; max-width: 21rem; margin: .15rem 0 .1rem; font-size: .85rem; line-height: 1.35rem; text-align: center; }
.scale span { flex: 1; border: 1px solid var(--line); border-left-width: 0; color: var(--soft); }
.scale span:first-child { border-left-width: 1px; }
.scale .aim { border: 2px solid var(--ink); font-weight: 700; color: var(--ink); }
.scale .max { border: 2px solid var(--alarm); font-weight: 700; color: var(--alarm); }
.scale .over { text-decoration: line-through; }
.stop { border: 3px solid var(--alarm); border-radius: .5rem; padding: .45rem .9rem .5rem; margin: 1rem 0 0; }
.stop h2 { margin: 0 0 .3rem; border-color: var(--alarm); }
.stop .first { font-size: 1.15rem; font-weight: 700; }
.levels { display: grid; grid-template-columns: 1fr 1fr; gap: 0 1.4rem; }
.level { break-inside: avoid; margin: .55rem 0 0; }
.level h3 { font-size: 1.08rem; margin: 0; }
.level h3 b { display: inline-block; border: 2px solid currentColor; border-radius: .3rem; padding: 0 .35rem; }
.level.alarm h3 { color: var(--alarm); }
.fresh { border: 3px solid var(--ink); border-radius: .5rem; padding: .35rem .7rem; margin: .8rem 0 0; }
.stop { break-inside: avoid; }
footer { margin-top: .7rem; padding-top: .4rem; border-top: 1px solid var(--line); font-size: .85rem; color: var(--soft); }
@media (max-width: 34rem) { header { display: block; } .pair, .levels { grid-template-columns: 1fr; } .ring { margin-top: .8rem; }
  .card { grid-template-columns: 1fr; } .card dl { grid-template-columns: 1fr; } .card dd { margin-bottom: .3rem; } }
@page { margin: 11mm 13mm; }
@media print { html { font-size: 11pt; line-height: 1.33; } main { max-width: none; padding: 0; } a { color: inherit; }
  h2, h3 { break-after: avoid; } }
""".strip()
