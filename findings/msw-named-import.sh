#!/usr/bin/env bash
# msw 2.15.0 (npm), Node 20.
#
# msw puts functions of its own into the module `node:http`. A client that is an ES module and has its functions by name,
# `import { get } from 'node:http'`, keeps those of Node.js: its requests go to the network, although
# `onUnhandledRequest: 'error'` is set. `syncBuiltinESMExports()` after `server.listen()` gives it those of msw.
#
# Seen:
#   http.get: mocked
#   get: from the network
#   get, after syncBuiltinESMExports: mocked
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm pkg set type=module
npm install --silent --no-audit --no-fund --ignore-scripts msw@2.15.0 >/dev/null

cat >client.js <<'JS'
import http, { createServer, get } from 'node:http';
import { syncBuiltinESMExports } from 'node:module';
import { HttpResponse, http as mock } from 'msw';
import { setupServer } from 'msw/node';

const network = createServer((_, response) => response.end('from the network')).listen(0, '127.0.0.1');
await new Promise((resolve) => network.once('listening', resolve));
const url = `http://127.0.0.1:${network.address().port}`;
const seen = async (send) => {
  const response = await new Promise((resolve, reject) => send(url, resolve).on('error', reject));
  return Buffer.concat(await response.toArray()).toString();
};

const server = setupServer(mock.all('*', () => new HttpResponse('mocked')));
server.listen({ onUnhandledRequest: 'error' });
console.log(`http.get: ${await seen(http.get)}`);
console.log(`get: ${await seen((...sent) => get(...sent))}`);
syncBuiltinESMExports();
console.log(`get, after syncBuiltinESMExports: ${await seen((...sent) => get(...sent))}`);
server.close();
network.close();
JS

want='http.get: mocked
get: from the network
get, after syncBuiltinESMExports: mocked'
got=$(node client.js)
printf '%s\n' "$got"
[ "$got" = "$want" ] || { echo 'This has changed.' >&2; exit 1; }
