// How a member's state looks: its vote by shape, pattern and colour; before it, its disposition.

import { COLOUR, draw, number, say, voteWord } from "./common.js";

const SHAPE = {
  yes: () => draw("circle", { r: 10 }),
  no: () => draw("rect", { x: -9, y: -9, width: 18, height: 18, rx: 2 }),
  abstain: () => draw("path", { d: "M0-12.5 12.5 0 0 12.5-12.5 0Z" }),
  absent: () => draw("circle", { r: 9.5, "stroke-dasharray": "4 3" }),
  undecided: () => draw("circle", { r: 10 }),
};

// The outline of a vote, about 20 units across.
export const shape = (vote) => SHAPE[vote || "undecided"]();

const mixed = (from, to, share) =>
  `rgb(${from.map((c, k) => Math.round(c + (to[k] - c) * share)).join(",")})`;

// Blue towards Yes, vermillion towards No, grey between.
export function fillOf(state) {
  if (state.vote) return COLOUR[state.vote];
  if (state.disposition === null) return "#e3e7eb";
  const share = Math.tanh(Math.abs(state.disposition) / 1.2);
  return mixed([238, 240, 242], state.disposition > 0 ? [0, 114, 178] : [213, 94, 0], share);
}

// Black or white, whichever is read more easily on this fill.
export function inkOn(fill) {
  const hex = fill.startsWith("#") ? [1, 3, 5].map((k) => parseInt(fill.slice(k, k + 2), 16)) : fill.match(/\d+/g).map(Number);
  const [r, g, b] = hex.map((c) => ((c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  const light = 0.2126 * r + 0.7152 * g + 0.0722 * b;
  return 1.05 / (light + 0.05) > (light + 0.05) / 0.05 ? "#fff" : "#111";
}

// A member's state in words.
export function inWords(state) {
  if (state.vote) return state.scripted ? say("{vote}, by its script", { vote: voteWord(state.vote) }) : voteWord(state.vote);
  if (state.scripted) return say("follows a script");
  if (state.disposition === null) return say("not yet decided");
  const value = number(state.disposition, 2, true);
  if (Math.abs(state.disposition) < 0.005) return say("undecided");
  return state.disposition > 0 ? say("leans to Yes, {value}", { value }) : say("leans to No, {value}", { value });
}

// The sign inside a shape: a vote or a leaning told without colour.
export function sign(state, ink) {
  const path = { yes: "M-5 0-1.5 4 5.5-4.5", no: "M-4-4 4 4M4-4-4 4", abstain: "M-5 0H5", absent: "" }[state.vote]
    ?? (state.disposition === null || Math.abs(state.disposition) < 0.005 ? "" : state.disposition > 0 ? "M-4 2.5 0-3 4 2.5" : "M-4-2.5 0 3 4-2.5");
  return draw("path", { d: path, class: "sign", stroke: ink });
}
