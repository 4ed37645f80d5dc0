import { get } from 'node:http';

/** Adds a pet, and returns its id. */
export async function addPet(baseUrl, pet) {
  const response = await fetch(`${baseUrl}/pets`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(pet),
  });
  const { id, message } = await response.json();
  if (!response.ok) throw new Error(message);
  return id;
}

/** Returns the address and the text of a photo. */
export async function photo(baseUrl, id) {
  const response = await fetch(`${baseUrl}/pets/${id}/photo`);
  return { url: response.url, text: await response.text() };
}

/** Returns the pet in JSON; rejects after a number of milliseconds. */
export async function pet(baseUrl, id, timeout) {
  const response = await fetch(`${baseUrl}/pets/${id}`, { signal: AbortSignal.timeout(timeout) });
  return response.text();
}

/** Returns what an older client sees, which follows no redirection. */
export function seenByHttp(url) {
  return new Promise((resolve, reject) => {
    get(url, async (response) => {
      const { statusCode: status, headers } = response;
      const chunks = await response.toArray();
      resolve({ status, location: headers.location, text: Buffer.concat(chunks).toString() });
    }).on('error', reject);
  });
}
