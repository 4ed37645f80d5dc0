import { expect, it } from 'vitest';
import { progressOn } from '../../sandbox/cli/progress.ts';

function written(isTTY: boolean): string {
  let text = '';
  const write = (part: string | Uint8Array) => {
    text += String(part);
    return true;
  };
  const progress = progressOn({ isTTY, write });
  progress.report('Checking a.yaml');
  progress.end();
  return text;
}

it('is told on a terminal, and goes again', () => expect(written(true)).toMatch(/Checking a\.yaml.*\[2K\r$/));
it('is told nobody else', () => expect(written(false)).toBe(''));
