/**
 * Returns a handler for `page.route` that answers from a sandbox. `fetch` follows redirections, since the second request of one
 * would not come to the handler; and it answers HEAD without a body, which the page could read otherwise.
 */
export function fromSandbox(sandbox) {
  return async (route) => {
    const request = route.request();
    const response = await sandbox.fetch(request.url(), {
      method: request.method(),
      // `headers()` lacks some, such as cookies.
      headers: await request.allHeaders(),
      // Whole, whatever it contains.
      body: request.postDataBuffer(),
    });
    const headers = Object.fromEntries(response.headers);
    const cookies = response.headers.getSetCookie();
    await route.fulfill({
      status: response.status,
      headers: { ...headers, ...(cookies.length > 0 && { 'set-cookie': cookies.join('\n') }) },
      body: Buffer.from(await response.arrayBuffer()),
    });
  };
}
