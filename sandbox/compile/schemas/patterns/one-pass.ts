import type { PatternTree } from './pattern-tree.ts';

type Step =
  | { readonly kind: 'character'; readonly takes: (character: string) => boolean }
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
export function onePass(tree: PatternTree): ((text: string) => boolean) | undefined {
  const steps: Step[] = [];
  const isSmall = write(tree, steps) && steps.push({ kind: 'found' }) <= maxSteps;
  return isSmall ? (text) => isFoundIn(text, steps) : undefined;
}

function isFoundIn(text: string, steps: readonly Step[]): boolean {
  const reached = new Int32Array(steps.length).fill(-1);
  let places: number[] = [];
  let position = 0;
  let found = false;
  // Activates a step and all that follow it without consuming a character.
  const reach = (first: number, into: number[], isEnd: boolean) => {
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
  reach(0, places, text.length === 0);
  let units = 0;
  for (const character of text) {
    if (found) return true;
    units += character.length;
    position += 1;
    const next: number[] = [];
    for (const at of places) {
      const step = steps[at];
      if (step?.kind === 'character' && step.takes(character)) reach(at + 1, next, units === text.length);
    }
    reach(0, next, units === text.length);
    places = next;
  }
  return found;
}

/** Appends the steps of a tree; returns false if there are too many. */
function write(tree: PatternTree, steps: Step[]): boolean {
  if (steps.length > maxSteps) return false;
  switch (tree.kind) {
    case 'character':
      steps.push({ kind: 'character', takes: takerOf(tree.atom) });
      return true;
    case 'start':
    case 'end':
      steps.push({ kind: tree.kind });
      return true;
    case 'sequence':
      return tree.parts.every((part) => write(part, steps));
    case 'choice':
      return writeChoice(tree.parts, steps);
    case 'repetition':
      return writeRepetition(tree, steps);
  }
}

function writeChoice(parts: readonly PatternTree[], steps: Step[]): boolean {
  const ends: number[] = [];
  const ways: number[] = [];
  steps.push({ kind: 'go', to: ways });
  const ended = { kind: 'go', to: ends } as const;
  for (const part of parts) {
    ways.push(steps.length);
    if (!write(part, steps)) return false;
    steps.push(ended);
  }
  ends.push(steps.length);
  return true;
}

function writeRepetition({ part, least, max }: PatternTree & { readonly kind: 'repetition' }, steps: Step[]): boolean {
  for (let count = 0; count < least; count += 1) if (!write(part, steps)) return false;
  if (max === Number.POSITIVE_INFINITY) {
    const start = steps.length;
    const ways = [start + 1];
    steps.push({ kind: 'go', to: ways });
    if (!write(part, steps)) return false;
    steps.push({ kind: 'go', to: [start] });
    ways.push(steps.length);
    return true;
  }
  for (let count = least; count < max; count += 1) {
    const ways = [steps.length + 1];
    steps.push({ kind: 'go', to: ways });
    if (!write(part, steps)) return false;
    ways.push(steps.length);
  }
  return true;
}

const ascii = 128;

/** Returns a function that tests whether a character matches an atom, with the results for ASCII computed beforehand. */
function takerOf(atom: string): (character: string) => boolean {
  const one = new RegExp(`^${atom}$`, 'u');
  const known = Array.from({ length: ascii }, (_, code) => one.test(String.fromCharCode(code)));
  return (character) => known[character.length === 1 ? character.charCodeAt(0) : ascii] ?? one.test(character);
}
