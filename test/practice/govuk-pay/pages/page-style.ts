/** The looks of every page: plain and close to a GOV.UK page, without its crown or typeface. */
export const PAGE_STYLE = `
* { box-sizing: border-box }
body { margin: 0; background: #fff; color: #0b0c0c; font: 19px/1.4 Arial, sans-serif }
header { background: #0b0c0c; color: #fff }
header p, main, footer p { max-width: 960px; margin: 0 auto; padding: 12px 20px }
header p { font-weight: bold; font-size: 22px }
.practice { background: #ffdd00; color: #0b0c0c; font-weight: bold }
main { padding-top: 24px; padding-bottom: 48px }
footer { border-top: 1px solid #b1b4b6; background: #f3f2f1; font-size: 16px }
h1 { margin: 0 0 24px; font-size: 36px; line-height: 1.15 }
h2 { margin: 0 0 12px; font-size: 24px }
.columns { display: flex; flex-wrap: wrap; gap: 32px }
.columns > :first-child { flex: 2 1 400px }
.summary { flex: 1 1 220px; align-self: flex-start; border-top: 2px solid #1d70b8; background: #f3f2f1; padding: 16px }
.summary p { margin: 0 0 8px }
.amount { font-size: 32px; font-weight: bold }
.field { margin: 0 0 24px; padding: 0; border: 0 }
.wrong { border-left: 5px solid #d4351c; padding-left: 15px }
label, legend { display: block; padding: 0; font-weight: bold }
.pair { display: flex; gap: 20px }
.pair label { font-weight: normal }
.hint { margin: 0 0 6px; color: #484949 }
.error { margin: 0 0 6px; color: #b5321a; font-weight: bold }
.errors { margin: 0 0 32px; border: 5px solid #d4351c; padding: 16px 20px }
.errors ul { margin: 0; padding: 0; list-style: none }
.errors a { color: #b5321a; font-weight: bold }
input { width: 100%; max-width: 340px; height: 44px; border: 2px solid #0b0c0c; padding: 5px 8px; font: inherit }
.short { max-width: 84px }
button, .button { display: inline-block; min-height: 44px; border: 2px solid transparent; background: #00703c; color: #fff;
  padding: 8px 16px; font: inherit; font-weight: bold; text-decoration: none; cursor: pointer; box-shadow: 0 2px 0 #002d18 }
button:hover, .button:hover { background: #005a30 }
.quiet { background: #f3f2f1; color: #0b0c0c; box-shadow: 0 2px 0 #929191 }
.quiet:hover { background: #dbdad9 }
form { margin: 0 0 20px }
table { width: 100%; margin: 0 0 32px; border-collapse: collapse }
caption { margin: 0 0 8px; text-align: left; font-size: 24px; font-weight: bold }
th, td { border-bottom: 1px solid #b1b4b6; padding: 8px 16px 8px 0; text-align: left; vertical-align: top }
td:first-child { white-space: nowrap }
.number { text-align: right; font-variant-numeric: tabular-nums }
.wide { overflow-x: auto }
input:focus-visible, button:focus-visible, a:focus-visible, [tabindex]:focus-visible {
  outline: 3px solid #ffdd00; outline-offset: 0; box-shadow: inset 0 0 0 3px #0b0c0c }
button:focus-visible, .button:focus-visible { background: #ffdd00; color: #0b0c0c; border-color: #0b0c0c }
`;
