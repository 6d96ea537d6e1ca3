// The distribution of the Yes votes against the threshold; each bar leads to a run that had it.

import { draw, make, number, percent, say } from "./common.js";

const WIDTH = 700;
const HEIGHT = 190;
const BASE = HEIGHT - 30;

// before: the counts of the other scenario, drawn as an outline to compare with; may be null.
export function histogram(label, side, runs, top, link, before) {
  const seats = side.counts.length - 1;
  const x = (yes) => 20 + ((WIDTH - 40) * yes) / (seats + 1);
  const width = x(1) - x(0) - 2;
  const bars = side.counts.map((count, yes) => {
    if (!count) return "";
    const height = Math.max(1.5, ((BASE - 34) * count) / top);
    const enough = yes >= side.threshold;
    const words = say("{yes} Yes in {share} of runs: watch run {run}", { yes, share: percent(count / runs), run: number(side.example[yes]) });
    return draw("a", { href: link(side.example[yes]), "aria-label": words },
      draw("title", {}, words),
      draw("rect", { x: x(yes), y: 26, width: width + 2, height: BASE - 26, class: "target" }),
      draw("rect", { x: x(yes), y: BASE - height, width, height, class: enough ? "enough" : "short" }));
  });
  const ticks = Array.from({ length: Math.floor(seats / 4) + 1 }, (_, k) => 4 * k).map((yes) =>
    draw("text", { x: x(yes) + width / 2, y: HEIGHT - 12, class: "tick" }, String(yes)));
  const mark = x(side.threshold) - 1;
  const reached = percent(side.reached);
  const title = say("{label}: {mean} Yes on average (5–95 %: {low} to {high}); enough in {reached}", {
    label, mean: number(side.yes.mean, 1), low: side.yes.q05, high: side.yes.q95, reached });
  return make("figure", { class: "histogram" },
    make("figcaption", {}, title),
    draw("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "group", "aria-label": title },
      draw("line", { x1: 16, x2: WIDTH - 16, y1: BASE, y2: BASE, class: "axis" }),
      ...bars, ...ticks, ...(before ? [draw("path", { d: outline(before, top, x), class: "before" })] : []),
      draw("line", { x1: mark, x2: mark, y1: 12, y2: BASE, class: "needed" }),
      draw("text", { x: mark - 6, y: 22, class: "needed" }, say("{needed} needed", { needed: side.threshold }))));
}

// The tops of the bars as one line.
function outline(counts, top, x) {
  const level = (count) => BASE - ((BASE - 34) * count) / top;
  return counts.map((count, yes) => `${yes ? "L" : `M${x(0)} ${BASE}L`}${x(yes) - 1} ${level(count)}L${x(yes + 1) - 1} ${level(count)}`).join("") + `L${x(counts.length) - 1} ${BASE}`;
}
