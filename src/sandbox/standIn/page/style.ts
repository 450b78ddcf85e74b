import { createHash } from 'node:crypto';

export const style = `
:root { color-scheme: light dark; --ink: #1b1f27; --dim: #525b6b; --paper: #f5f6f8; --card: #fff; --line: #d5dae2; --edge: #7b8494; --accent: #4338ca; --on-accent: #fff; --note: #fff4d6; --note-ink: #5c4300; --good: #e3f5e8; --good-ink: #14532d; --bad: #fde8e8; --bad-ink: #8f1d1d; }
@media (prefers-color-scheme: dark) { :root { --ink: #eceff4; --dim: #aab3c2; --paper: #14171c; --card: #1d2128; --line: #343b47; --edge: #8791a3; --accent: #a5b4fc; --on-accent: #14171c; --note: #3a2f10; --note-ink: #ffe3a1; --good: #15301f; --good-ink: #b7ebc6; --bad: #3d1a1a; --bad-ink: #ffc9c9; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
:lang(ja) { line-break: strict; }
:lang(ja) h1 { word-break: auto-phrase; }
:lang(ko) { word-break: keep-all; }
.note { padding: .6rem 1rem; background: var(--note); color: var(--note-ink); font-size: .9375rem; text-align: center; text-wrap: balance; }
main { max-width: 44rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; }
h1 { margin: .75rem 0 1rem; font-size: 1.6rem; line-height: 1.25; text-wrap: balance; }
h2 { margin: 0 0 .75rem; font-size: 1.1rem; }
code { font: .875rem ui-monospace, monospace; }
h3 { margin: 1.25rem 0 .75rem; font-size: 1rem; }
section { margin: 0 0 1rem; padding: 1.1rem 1.25rem; background: var(--card); border: 1px solid var(--line); border-radius: .6rem; }
p { margin: 0 0 .5rem; text-wrap: pretty; }
p:last-child, ul:last-child { margin-bottom: 0; }
p:empty { margin: 0; }
ul { margin: 0; padding: 0; list-style: none; }
li + li { margin-top: .75rem; padding-top: .75rem; border-top: 1px solid var(--line); }
dl { display: grid; grid-template-columns: minmax(5rem, max-content) 1fr; gap: .35rem 1rem; margin: 0; }
dt, .dim { color: var(--dim); font-weight: 400; }
dd { margin: 0; }
.name { font-weight: 600; }
.badge { display: inline-block; padding: 0 .55rem; border: 1px solid var(--line); border-radius: 1rem; font-size: .875rem; }
p.good, p.bad { margin: 0 0 1rem; padding: .7rem 1rem; border-radius: .4rem; }
.good { background: var(--good); border-color: transparent; color: var(--good-ink); }
.bad { background: var(--bad); color: var(--bad-ink); }
.warning { background: var(--note); border-color: transparent; color: var(--note-ink); }
.row { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: .25rem 1rem; font-variant-numeric: tabular-nums; }
.row .actions { margin: 0; }
.hint { margin: 1rem 0 0; color: var(--dim); font-variant-numeric: tabular-nums; }
.hint dd { color: var(--ink); }
a { color: var(--accent); }
a.back { display: inline-block; padding: .6rem 0; font-weight: 600; }
.actions { display: flex; flex-wrap: wrap; gap: .5rem; margin-top: .75rem; }
ul + .actions, form > .actions { margin-top: 1.25rem; }
.actions form { margin: 0; }
.button { display: inline-block; padding: .5rem .9rem; min-height: 2.75rem; border: 1px solid var(--edge); border-radius: .4rem; background: none; color: var(--ink); font: inherit; line-height: 1.6; text-decoration: none; cursor: pointer; }
.main { background: var(--accent); border-color: var(--accent); color: var(--on-accent); font-weight: 600; }
label, legend { display: block; margin: .75rem 0 .25rem; padding: 0; font-size: .9375rem; }
fieldset { margin: 0; padding: 0; border: 0; }
input:not([type=radio]), select, textarea { width: 100%; min-height: 2.75rem; padding: .55rem .7rem; border: 1px solid var(--edge); border-radius: .4rem; background: var(--card); color: inherit; font: inherit; }
.choice { display: flex; font-size: 1rem; gap: .6rem; align-items: baseline; margin: 0; padding: .5rem 0; min-height: 2.75rem; }
.signed-in { display: flex; flex-wrap: wrap; align-items: center; gap: .5rem; margin-bottom: 1.5rem; }
.signed-in label { margin: 0; }
.signed-in select { flex: 1 1 14rem; min-width: 0; }
.pair { display: grid; grid-template-columns: 1fr 1fr; align-items: end; gap: 0 .75rem; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
@media print { .actions, .back { display: none; } body { background: none; } section { border: 0; padding: 0; } }
`;

/** As a content security policy names it. */
export const styleSource = `'sha256-${createHash('sha256').update(style).digest('base64')}'`;
