import { syncBuiltinESMExports } from 'node:module';
import { http } from 'msw';
import { setupServer } from 'msw/node';
import { createSandbox } from 'openapi-sandbox';

const sandbox = createSandbox({ documents: ['openapi.yaml'] });

// As a server does, `answer` leaves redirections to the client, which `fetch` would follow.
const server = setupServer(http.all('*', ({ request }) => sandbox.answer(request)));

// Here, before any client connects: a connection that `fetch` keeps alive goes past msw 3.
server.listen({ onUnhandledRequest: 'error' });
// For clients that `import { request } from 'node:http'`.
syncBuiltinESMExports();

/** The bodies of all requests. Whoever reads one reads a copy, since it can be read once. */
export const bodies = [];
server.events.on('request:start', async ({ request }) => {
  bodies.push(await request.clone().text());
});
