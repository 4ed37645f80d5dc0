import { createSandbox } from 'openapi-sandbox';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { Pets } from './client.js';

const sandbox = createSandbox({ documents: ['openapi.yaml'] });
const pets = new Pets('http://sandbox');

describe('in this process', () => {
  vi.stubGlobal('fetch', sandbox.fetch);
  afterEach(() => void vi.useRealTimers());

  test('a pet has a name', async () => {
    expect(await pets.name(2)).toBe('Tom');
  });

  test('an invalid request gets the error that the document has for it', async () => {
    await expect(pets.name(0)).rejects.toThrow('The id must be at least 1');
  });

  // The base URL chooses an answer, so that the client stays as it is.
  test('a pet that is gone has no name', async () => {
    expect(await new Pets('http://sandbox/_sandbox/as/code=404').name(1)).toBeUndefined();
  });

  test('an API that is busy is asked once more', async () => {
    vi.useFakeTimers();
    const busy = new Pets('http://sandbox/_sandbox/as/code=429').name(1).catch(({ message }) => message);
    await vi.advanceTimersByTimeAsync(1000);
    expect(await busy).toBe('Ask again later');
  });
});
