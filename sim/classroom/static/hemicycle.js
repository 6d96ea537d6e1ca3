// The room as a hemicycle: one seat a member, a button each; the arrow keys go round.

import { draw } from "./common.js";
import { fillOf, inWords, inkOn, shape, sign } from "./acts.js";

const ROWS = [250, 345, 440];
const CENTRE = { x: 500, y: 500 };

// Where each of `count` seats stands, from left to right.
function places(count) {
  const total = ROWS.reduce((sum, radius) => sum + radius, 0);
  const sizes = ROWS.map((radius) => Math.round((count * radius) / total));
  sizes[ROWS.length - 1] += count - sizes.reduce((sum, size) => sum + size, 0);
  const seats = ROWS.flatMap((radius, row) =>
    Array.from({ length: sizes[row] }, (_, k) => ({ radius, angle: Math.PI * (1 - k / (sizes[row] - 1)) })));
  seats.sort((a, b) => b.angle - a.angle || a.radius - b.radius);
  return seats.map(({ radius, angle }) => ({ x: CENTRE.x + radius * Math.cos(angle), y: CENTRE.y - radius * Math.sin(angle) }));
}

export class Hemicycle {
  constructor(home, choose) {
    this.home = home;
    this.choose = choose;
    home.addEventListener("keydown", (event) => this.#move(event));
  }

  // Lay out the seats of these members.
  seat(members) {
    this.svg = draw("svg", { viewBox: "0 0 1000 555" });
    this.lines = [["count", 458], ["what", 500], ["what", 536]].map(([kind, y]) => draw("text", { x: CENTRE.x, y, class: kind }));
    this.svg.append(...this.lines);
    this.seats = members.map((member, i) => {
      const { x, y } = places(members.length)[i];
      const seat = draw("g", {
        class: "seat", role: "button", tabindex: i ? -1 : 0, transform: `translate(${x.toFixed(1)} ${y.toFixed(1)})`,
        onclick: () => this.choose(i),
        onkeydown: (event) => (event.key === "Enter" || event.key === " ") && (event.preventDefault(), this.choose(i)),
      });
      this.svg.append(seat);
      return seat;
    });
    this.home.replaceChildren(this.svg);
  }

  // Show every member's state, which one is chosen, and the lines in the middle of the room.
  show(states, chosen, lines) {
    this.lines.forEach((line, k) => (line.textContent = lines[k] ?? ""));
    this.seats.forEach((seat, i) => {
      const state = states[i];
      const fill = fillOf(state);
      const outline = shape(state.vote);
      outline.setAttribute("fill", fill);
      outline.setAttribute("transform", "scale(3.9)");
      outline.setAttribute("class", "body");
      const code = draw("text", { y: 8, fill: inkOn(fill) }, state.iso3);
      const small = draw("g", { class: "small-sign", transform: "scale(3.4)" }, sign(state, inkOn(fill)));
      seat.replaceChildren(draw("circle", { r: 46, class: "ring" }), outline, code, small);
      seat.setAttribute("aria-label", `${state.name}: ${inWords(state)}`);
      seat.setAttribute("aria-pressed", i === chosen);
      seat.setAttribute("tabindex", i === chosen ? 0 : -1);
    });
  }

  #move(event) {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    const now = this.seats.indexOf(document.activeElement);
    if (!step || now < 0) return;
    event.preventDefault();
    const next = (now + step + this.seats.length) % this.seats.length;
    this.choose(next);
    this.seats[next].focus();
  }
}
