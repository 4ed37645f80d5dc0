// Runs a command of a build in this process, and writes what it took as the last line of stderr.
// Arguments: folder of the build, and those of the command.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [build, ...args] = process.argv.slice(2);
const cli = join(build, 'dist/cli.js');
const began = performance.now();
process.argv = [process.execPath, cli, ...args];
process.env.NO_COLOR = '1';
await import(pathToFileURL(cli).href);
const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
const took = {
  cpu: (userCPUTime + systemCPUTime) / 1e6,
  wall: (performance.now() - began) / 1000,
  memory: maxRSS / 1024,
};
process.stderr.write(`\n${JSON.stringify(took)}\n`);
