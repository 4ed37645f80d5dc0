/**
 * Tries documents, one after the other, in a process of its own: whatever ends or stops it is the failure of one document.
 * Prints a line of JSON when it begins one, and another when it is done with it.
 *
 *     node try-mutants.js CORPUS SEED FROM TO
 */
import { createSchemaCompiler } from '../../sandbox/compile/schemas/ajv/schema-compiler.ts';
import { commandFailures } from './commands.ts';
import { mutantsOf } from './originals.ts';
import { failuresOf } from './trial.ts';

const [corpus = '', seed = '1', from = '0', to = '1'] = process.argv.slice(2);
const mutant = mutantsOf(corpus, Number(seed));
const compile = createSchemaCompiler();
const print = process.stdout.write.bind(process.stdout);

for (let number = Number(from); number < Number(to); number += 1) {
  const one = mutant(number);
  print(`${JSON.stringify({ number, name: one.name })}\n`);
  const logged: string[] = [];
  console.error = (error: unknown) => void logged.push(error instanceof Error ? (error.stack ?? '') : String(error));
  const { error } = console;
  const began = process.cpuUsage();
  const found = await failuresOf(one, compile);
  const own = logged.filter((line) => /^\s+at /m.test(line)).map((line) => `log: ${line}`);
  console.error = error;
  const failures = [...found, ...own, ...(await commandFailures(one, number))];
  const { user, system } = process.cpuUsage(began);
  print(`${JSON.stringify({ number, name: one.name, seconds: (user + system) / 1e6, failures })}\n`);
}
