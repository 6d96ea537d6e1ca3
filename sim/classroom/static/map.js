// The Americas, with the Caribbean and Central America enlarged; the markers stand at the capitals.

import { draw, say } from "./common.js";
import { fillOf, inWords, inkOn, shape, sign } from "./acts.js";

const PATTERNS = { no: "stripes", abstain: "dots", absent: "dashes" };

function patterns() {
  const tile = (id, size, ground, ...marks) =>
    draw("pattern", { id, width: size, height: size, patternUnits: "userSpaceOnUse" },
      draw("rect", { width: size, height: size, fill: ground }), ...marks);
  return draw("defs", {},
    tile("stripes", 7, "#d55e00", draw("path", { d: "M-1 8 8-1M-1 1 1-1M6 8 8 6", stroke: "#fff", "stroke-width": 1.1, opacity: 0.75 })),
    tile("dots", 6, "#f0e442", draw("circle", { cx: 3, cy: 3, r: 1.1, fill: "#4a4400" })),
    tile("dashes", 6, "#ffffff", draw("path", { d: "M0 3H3", stroke: "#5d6b78", "stroke-width": 1.2 })));
}

export class Atlas {
  constructor(home, choose) {
    this.home = home;
    this.choose = choose;
  }

  // Draw the land and the markers of these members.
  async lay(members) {
    this.drawing ||= await (await fetch("/static/map.json")).json();
    const { view, inset, around } = this.drawing;
    this.members = members;
    const window_ = { x: view[0] + 8, y: view[1] + view[3] - 336, width: 520, height: 328 };
    const scale = Math.min(window_.width / inset[2], window_.height / inset[3]);
    const near = (iso3) => {
      const [x, y] = this.drawing.capitals[iso3];
      return iso3 !== "VEN" && x > inset[0] && x < inset[0] + inset[2] && y > inset[1] && y < inset[1] + inset[3];
    };
    this.land = this.#land(members);
    this.markers = members.map(({ iso3 }, i) => this.#marker(iso3, i, near(iso3) ? scale : 1));
    const svg = draw("svg", { viewBox: view.join(" "), role: "img", "aria-label": say("Map of the Americas; the list of all members says the same in words.") },
      patterns(),
      draw("path", { id: "around", d: around, class: "around" }), draw("g", { class: "land" }, this.land),
      draw("rect", { x: inset[0], y: inset[1], width: inset[2], height: inset[3], class: "window" }),
      ...this.markers.filter((_, i) => !near(members[i].iso3)),
      draw("rect", { x: window_.x, y: window_.y, width: window_.width, height: window_.height, class: "sea" }),
      draw("svg", { x: window_.x, y: window_.y, width: window_.width, height: window_.height, viewBox: inset.join(" ") },
        draw("use", { href: "#around" }), ...members.map(({ iso3 }) => draw("use", { href: `#land-${iso3}` })),
        ...this.markers.filter((_, i) => near(members[i].iso3))),
      draw("rect", { x: window_.x, y: window_.y, width: window_.width, height: window_.height, class: "frame" }));
    this.home.replaceChildren(svg);
  }

  #land(members) {
    return members.map(({ iso3 }, i) =>
      draw("path", { id: `land-${iso3}`, d: this.drawing.members[iso3] || "", onclick: () => this.choose(i) }));
  }

  #marker(iso3, i, scale) {
    const [x, y] = this.drawing.capitals[iso3];
    const marker = draw("g", { class: "marker", transform: `translate(${x} ${y}) scale(${(1.05 / scale).toFixed(3)})`, onclick: () => this.choose(i) });
    marker.dataset.inset = scale > 1;
    return marker;
  }

  // Colour the land and the markers by every member's state.
  show(states, chosen) {
    states.forEach((state, i) => {
      const fill = fillOf(state);
      const pattern = PATTERNS[state.vote];
      this.land[i].setAttribute("fill", pattern ? `url(#${pattern})` : fill);
      this.land[i].classList.toggle("chosen", i === chosen);
      const outline = shape(state.vote);
      outline.setAttribute("fill", fill);
      outline.setAttribute("class", "body");
      const title = draw("title", {}, `${state.name}: ${inWords(state)}`);
      const target = draw("circle", { r: 20, class: "target" });
      const ring = i === chosen ? [draw("circle", { r: 16, class: "ring" })] : [];
      this.markers[i].replaceChildren(title, target, ...ring, outline, sign(state, inkOn(fill)));
    });
  }
}

// A marker on its own, for legends and lists.
export function badge(state) {
  const fill = fillOf(state);
  const outline = shape(state.vote);
  outline.setAttribute("fill", fill);
  outline.setAttribute("class", "body");
  return draw("svg", { viewBox: "-14 -14 28 28", class: "badge", "aria-hidden": "true" }, outline, sign(state, inkOn(fill)));
}
