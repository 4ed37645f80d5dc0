const { createSandbox } = require('openapi-sandbox');
const { petName } = require('./client.js');

const { fetch } = globalThis;
const sandbox = createSandbox({ documents: ['openapi.yaml'] });

describe('the sandbox in place of fetch', () => {
  beforeAll(() => {
    globalThis.fetch = sandbox.fetch;
  });
  afterAll(() => {
    globalThis.fetch = fetch;
  });

  test('a pet has a name', async () => {
    expect(await petName('http://sandbox', 2)).toBe('Tom');
  });

  test('an invalid request gets the error that the document has for it', async () => {
    await expect(petName('http://sandbox', 0)).rejects.toThrow('The id must be at least 1');
  });

  // The base URL chooses an answer, so that the client stays as it is.
  test('a pet that is gone has no name', async () => {
    expect(await petName('http://sandbox/_sandbox/as/code=404', 1)).toBeUndefined();
  });
});

describe('the sandbox as a server', () => {
  let server;
  beforeAll(async () => {
    server = await sandbox.listen();
  });
  afterAll(() => server.close());

  test('a pet has a name', async () => {
    expect(await petName(server.url, 2)).toBe('Tom');
  });
});
