"""How pages look: on bright and dark screens, and on paper."""

from __future__ import annotations

__all__ = ["STYLE"]

#: One style sheet. Series of charts are ``s0``, ``s1``…; their colours can be told apart by colour-blind people.
STYLE = """
:root{color-scheme:light dark;--ink:#1b2129;--dim:#5d6875;--ground:#fff;--faint:#d9dee5;--band:#f4f6f8;
--s0:#00795c;--s1:#c05f00;--s2:#2867b2;--s3:#a8327b}
@media (prefers-color-scheme:dark){:root{--ink:#e6eaf0;--dim:#98a3b0;--ground:#0f1217;--faint:#2f3742;--band:#181d24;
--s0:#2ed9a0;--s1:#f5a623;--s2:#6db8f0;--s3:#e987c0}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:15px/1.5 system-ui,sans-serif}
main{max-width:1240px;margin:0 auto;padding:28px 24px 60px}
h1{font-size:27px;line-height:1.2;margin:0 0 6px}
h2{font-size:20px;margin:44px 0 8px;padding-top:14px;border-top:1px solid var(--faint)}
h3{font-size:16px;margin:26px 0 4px}
p{margin:8px 0;max-width:82ch}
.dim,footer,caption,figcaption{color:var(--dim);font-size:13.5px}
footer{margin-top:48px}
code{font:13px/1.4 ui-monospace,monospace;overflow-wrap:anywhere}
.wide{overflow-x:auto;margin:12px 0}
table{border-collapse:collapse;font-variant-numeric:tabular-nums;font-size:13.5px}
caption{text-align:left;padding:0 0 6px}
th,td{padding:4px 12px 4px 0;text-align:left;vertical-align:top;border-bottom:1px solid var(--faint)}
th{font-weight:600;vertical-align:bottom;border-bottom-width:2px}
.number{text-align:right;white-space:nowrap}
td.number,th.number{padding:4px 0 4px 18px}
th.number{white-space:normal}
tbody tr:nth-child(even){background:var(--band)}
dl{display:grid;grid-template-columns:max-content 1fr;gap:4px 18px;margin:12px 0}
dt{color:var(--dim)}
dd{margin:0;overflow-wrap:anywhere}
li{max-width:82ch;margin:4px 0}
.figures{display:grid;grid-template-columns:repeat(auto-fill,minmax(230px,1fr));gap:18px;margin:12px 0}
figure{margin:0;break-inside:avoid}
figure img{width:100%;height:auto;display:block;border-radius:4px;background:#000}
figcaption{padding-top:4px;overflow-wrap:anywhere}
.chart{width:100%;max-width:960px;height:auto;display:block;margin:12px 0}
.chart text{fill:var(--ink);font:12.5px system-ui,sans-serif}
.chart .dim{fill:var(--dim);font-size:11.5px}
.chart .grid{stroke:var(--faint);stroke-width:1}
.chart .axis{stroke:var(--dim);stroke-width:1}
.chart .box{fill:none;stroke:var(--dim);stroke-width:1.2}
.chart .median{stroke:var(--ink);stroke-width:2.4}
.chart .curve{fill:none;stroke-width:2.4}
.chart .band{stroke:none;opacity:.16}
.s0{stroke:var(--s0);fill:var(--s0)}.s1{stroke:var(--s1);fill:var(--s1)}
.s2{stroke:var(--s2);fill:var(--s2)}.s3{stroke:var(--s3);fill:var(--s3)}
.chart .dot{stroke:none;opacity:.42}
.chart text.s0{stroke:none;fill:var(--s0)}.chart text.s1{stroke:none;fill:var(--s1)}
.chart text.s2{stroke:none;fill:var(--s2)}.chart text.s3{stroke:none;fill:var(--s3)}
.key{display:inline-block;width:22px;height:10px;border:2px solid;vertical-align:middle;margin:0 4px 0 10px}
.answer{border-color:#2ed9a0;background:#2ed9a055;margin-left:0}
.truth{border-color:#f5a623}
@page{size:A4 landscape;margin:13mm}
@media print{:root{--ink:#000;--dim:#444;--ground:#fff;--faint:#ccc;--band:#fff;--s0:#00795c;--s1:#c05f00;--s2:#2867b2;
--s3:#a8327b}main{max-width:none;padding:0}h2,h3{break-after:avoid}tr,svg{break-inside:avoid}
.wide{overflow:visible}table{font-size:8.5pt}td.number,th.number{padding-left:10px}body{font-size:10.5pt;-webkit-print-color-adjust:exact;
print-color-adjust:exact}}
"""
