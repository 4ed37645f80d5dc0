/**
 * Imports a function, gives it an event, and answers requests when it has the result. Or, with a number of calls, gives it the
 * event so often, and prints how many it answers in a second of processor time.
 *
 *     node lambda.js PORT FILE EVENT
 *     node lambda.js calls=NUMBER FILE EVENT
 */
import { createServer } from 'node:http';
import { pathToFileURL } from 'node:url';

const [, , what, file, text] = process.argv;
const { handler } = await import(pathToFileURL(file).href);
const call = () => handler(JSON.parse(text));
await call();
if (what.startsWith('calls=')) {
  const count = Number(what.slice(6));
  for (let index = 0; index < count; index += 1) await call();
  const before = process.cpuUsage();
  for (let index = 0; index < count; index += 1) await call();
  const { user, system } = process.cpuUsage(before);
  console.log((1e6 * count) / (user + system));
} else {
  createServer((_, response) => response.end()).listen(Number(what), '127.0.0.1');
}
