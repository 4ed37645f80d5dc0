// The ceiling: node:http with one answer. Arguments: port, file of the answer ({ status, headers, body }).
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';

const [port, file] = process.argv.slice(2);
const { status, headers, body } = JSON.parse(readFileSync(file, 'utf8'));
const all = { 'Content-Type': headers['content-type'] ?? 'text/plain', 'Content-Length': Buffer.byteLength(body) };
createServer((request, response) => {
  request.resume();
  response.writeHead(status, all).end(body);
}).listen(Number(port), '127.0.0.1');
