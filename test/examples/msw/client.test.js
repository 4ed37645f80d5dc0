import { expect, test } from 'vitest';
import { addPet, pet, photo, seenByHttp } from './client.js';
import { bodies } from './setup.js';

// No such host is asked.
const api = 'https://api.pets.example';

test('a pet is added, and a listener sees what was sent', async () => {
  expect(await addPet(api, { name: 'Rex' })).toBe(1);
  expect(bodies).toContain('{"name":"Rex"}');
});

test('an invalid request gets the error that the document has for it', async () => {
  await expect(addPet(api, {})).rejects.toThrow('The name is required');
});

test('fetch follows a redirection', async () => {
  expect(await photo(api, 1)).toEqual({ url: `${api}/photos/rex`, text: 'A photo of Rex' });
});

test('a client of node:http gets the redirection', async () => {
  expect(await seenByHttp('http://api.pets.example/pets/1/photo')).toMatchObject({
    status: 303,
    location: expect.stringContaining('/photos/rex'),
  });
});

test('a client of node:http gets a whole body', async () => {
  expect(await seenByHttp('http://api.pets.example/pets/1')).toMatchObject({
    status: 200,
    text: '{"id":1,"name":"Rex"}',
  });
});

test('a client that waits too briefly rejects', async () => {
  await expect(pet(`${api}/_sandbox/as/delay=20000`, 1, 100)).rejects.toThrow(/timeout/);
});
