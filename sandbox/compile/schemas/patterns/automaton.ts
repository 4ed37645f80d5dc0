import type { PatternTree } from './pattern-tree.ts';

type Step =
  | { readonly kind: 'character'; readonly matches: (character: string) => boolean }
  | { readonly kind: 'start' | 'end' | 'found' }
  | { readonly kind: 'go'; readonly to: number[] };

/** The maximum number of steps, which bounds the time for each character. */
const maxSteps = 5000;

/**
 * Compiles a pattern to a nondeterministic automaton that is simulated in one pass over a text, by the set of steps that
 * are active at each character (K. Thompson, Regular expression search algorithm, 1968). The engine's own regular
 * expressions decide which characters match a class or an escape.
 *
 * @returns a function that tests whether a text contains a match; undefined if the pattern is too large
 */
export function compileAutomaton(tree: PatternTree): ((text: string) => boolean) | undefined {
  const steps: Step[] = [];
  const isWithinLimit = appendSteps(tree, steps) && steps.push({ kind: 'found' }) <= maxSteps;
  return isWithinLimit ? (text) => isFoundIn(text, steps) : undefined;
}

function isFoundIn(text: string, steps: readonly Step[]): boolean {
  const reached = new Int32Array(steps.length).fill(-1);
  let places: number[] = [];
  let position = 0;
  let found = false;
  // Activates a step and all that follow it without consuming a character.
  const activate = (first: number, into: number[], isEnd: boolean) => {
    const waiting = [first];
    for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
      const step = steps[at];
      if (!step || reached[at] === position) continue;
      reached[at] = position;
      if (step.kind === 'character') into.push(at);
      else if (step.kind === 'found') found = true;
      else if (step.kind === 'go') waiting.push(...step.to);
      else if (step.kind === 'start' ? position === 0 : isEnd) waiting.push(at + 1);
    }
  };
  activate(0, places, text.length === 0);
  let units = 0;
  for (const character of text) {
    if (found) return true;
    units += character.length;
    position += 1;
    const next: number[] = [];
    for (const at of places) {
      const step = steps[at];
      if (step?.kind === 'character' && step.matches(character)) activate(at + 1, next, units === text.length);
    }
    activate(0, next, units === text.length);
    places = next;
  }
  return found;
}

/** Appends the steps of a tree; returns false if there are too many. */
function appendSteps(tree: PatternTree, steps: Step[]): boolean {
  if (steps.length > maxSteps) return false;
  switch (tree.kind) {
    case 'character':
      steps.push({ kind: 'character', matches: matcherOf(tree.atom) });
      return true;
    case 'start':
    case 'end':
      steps.push({ kind: tree.kind });
      return true;
    case 'sequence':
      return tree.parts.every((part) => appendSteps(part, steps));
    case 'choice':
      return appendChoice(tree.parts, steps);
    case 'repetition':
      return appendRepetition(tree, steps);
  }
}

function appendChoice(parts: readonly PatternTree[], steps: Step[]): boolean {
  const ends: number[] = [];
  const branches: number[] = [];
  steps.push({ kind: 'go', to: branches });
  const end = { kind: 'go', to: ends } as const;
  for (const part of parts) {
    branches.push(steps.length);
    if (!appendSteps(part, steps)) return false;
    steps.push(end);
  }
  ends.push(steps.length);
  return true;
}

function appendRepetition({ part, min, max }: PatternTree & { readonly kind: 'repetition' }, steps: Step[]): boolean {
  for (let count = 0; count < min; count += 1) if (!appendSteps(part, steps)) return false;
  if (max === Number.POSITIVE_INFINITY) {
    const start = steps.length;
    const branches = [start + 1];
    steps.push({ kind: 'go', to: branches });
    if (!appendSteps(part, steps)) return false;
    steps.push({ kind: 'go', to: [start] });
    branches.push(steps.length);
    return true;
  }
  for (let count = min; count < max; count += 1) {
    const branches = [steps.length + 1];
    steps.push({ kind: 'go', to: branches });
    if (!appendSteps(part, steps)) return false;
    branches.push(steps.length);
  }
  return true;
}

const ascii = 128;

/** Returns a function that tests whether a character matches an atom, with the results for ASCII computed beforehand. */
function matcherOf(atom: string): (character: string) => boolean {
  const expression = new RegExp(`^${atom}$`, 'u');
  const ofAscii = Array.from({ length: ascii }, (_, code) => expression.test(String.fromCharCode(code)));
  return (character) => ofAscii[character.length === 1 ? character.charCodeAt(0) : ascii] ?? expression.test(character);
}
