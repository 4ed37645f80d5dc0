/** A client of the API of pets. */
export class Pets {
  /** @param baseUrl of the API, without a slash at the end */
  constructor(baseUrl) {
    this.baseUrl = baseUrl;
  }

  /** Returns the name of a pet; undefined if there is no such pet. Asks once more if the API is busy. */
  async name(id, tries = 2) {
    const response = await fetch(`${this.baseUrl}/pets/${id}`);
    if (response.status === 404) return undefined;
    if (response.status === 429 && tries > 1) {
      await new Promise((resolve) => setTimeout(resolve, 1000 * Number(response.headers.get('Retry-After'))));
      return this.name(id, tries - 1);
    }
    const body = await response.json();
    if (!response.ok) throw new Error(body.message);
    return body.name;
  }
}
