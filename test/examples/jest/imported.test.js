const { petName } = require('./client.js');

const { fetch } = globalThis;

// The ES module of the package, which jest loads with the flag that `npm test` has.
beforeAll(async () => {
  const { createSandbox } = await import('openapi-sandbox');
  globalThis.fetch = createSandbox({ documents: ['openapi.yaml'] }).fetch;
});
afterAll(() => {
  globalThis.fetch = fetch;
});

test('a pet has a name', async () => {
  expect(await petName('http://sandbox', 1)).toBe('Rex');
});
