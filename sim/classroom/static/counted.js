// What a phase counted beyond the votes, in a line.

import { say } from "./common.js";

const LINES = {
  request: (l) => say("Signatures: {count}.", { count: l.signatures }),
  "co-sponsorship": (l) => say("Signatures: {count}.", { count: l.signatures }),
  "chair's move": (l) => {
    if (!l.suspended) return say("The chair lets the session go on.");
    const values = { count: l.insisting };
    return l.overruled ? say("The chair suspends the session; {count} insist, and overrule it.", values)
      : say("The chair suspends the session; {count} insist, too few.", values);
  },
  "agenda vote": (l) => say("For the agenda: {count}.", { count: l.agenda_yes }),
  speeches: (l) => say("Deny the facts: {facts}. Object to the path: {path}. Insulted: {insulted}.",
    { facts: l.deny_facts, path: l.deny_path, insulted: l.insulted }),
  decision: (l) => [
    () => say("No text is put forward."),
    () => say("A text is adopted by consensus."),
    () => say("A text is put to the vote: Yes {yes}, No {no}, Abstain {abstain}, Absent {absent}.",
      { yes: l.text_yes, no: l.text_no, abstain: l.text_abstain, absent: l.text_absent }),
    () => say("Those who stayed declare a text adopted."),
    () => say("A statement is issued; {count} subscribe to it.", { count: l.subscribers }),
  ][l.deed](),
};

// The line of a phase's frame; `before` is the frame before it.
export function counted(frame, before) {
  if (before.ledger?.over) return say("The session was over before it.");
  return LINES[frame.phase]?.(frame.ledger) ?? "";
}
