import { parseArgs } from 'node:util';
import { similarName } from '../syntax/similar-name.ts';
import { type Colouring, colouringOf } from './colours.ts';
import { type GivenOptions, OptionReader, parseConfig } from './option-reader.ts';
import { type CommandName, commandOptions, definitionsOf } from './options.ts';
import { UsageError } from './usage-error.ts';

export const commandNames: readonly CommandName[] = [
  'serve',
  'list',
  'check',
  'verify',
  'postman',
  'build',
  'webhooks',
];

/** What every command has besides its options. */
interface Invocation<Name extends CommandName> {
  readonly command: Name;
  readonly documents: readonly string[];
  readonly colours: Colouring;
}

/** A command with its options. */
export type Command<Name extends CommandName = CommandName> = {
  [Each in Name]: Invocation<Each> & Readonly<ReturnType<(typeof commandOptions)[Each]>>;
}[Name];

export type Arguments =
  | Command
  | { readonly command: 'version' }
  | { readonly command: 'help'; readonly topic: CommandName | null };

/**
 * Parses a command line. Options that it does not set are taken from the environment.
 *
 * @throws UsageError
 */
export function parseArguments(argv: readonly string[], environment: NodeJS.ProcessEnv): Arguments {
  const { given, positionals } = parse(argv);
  const [first, ...rest] = positionals;
  const named = commandNamed(first);
  const command = named ?? 'serve';
  if (given.version) return { command: 'version' };
  if (given.help) return { command: 'help', topic: named ?? null };
  if (first === 'help') return helpFor(rest[0]);
  refuseOtherOptions(Object.keys(given), command);
  const documents = named ? rest : positionals;
  for (const document of documents) refuseUnknownCommand(document);
  const option = new OptionReader(given, environment);
  const common = { documents, colours: colouringOf(environment) };
  switch (command) {
    case 'serve':
      return { command, ...common, ...commandOptions.serve(option) };
    case 'list':
      return { command, ...common, ...commandOptions.list(option) };
    case 'check':
      return { command, ...common, ...commandOptions.check(option) };
    case 'verify':
      return { command, ...common, ...commandOptions.verify(option) };
    case 'postman':
      return { command, ...common, ...commandOptions.postman(option) };
    case 'build':
      return { command, ...common, ...commandOptions.build(option) };
    case 'webhooks':
      return { command, ...common, ...commandOptions.webhooks(option) };
  }
}

function parse(argv: readonly string[]): { readonly given: GivenOptions; readonly positionals: readonly string[] } {
  try {
    // Those of all commands: an option that belongs to another command gets a better message than an unknown one.
    const options = parseConfig(commandNames.flatMap(definitionsOf));
    const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true });
    return { given: values, positionals };
  } catch (error) {
    const message = (error instanceof Error ? error.message.split('. ')[0] : undefined) ?? String(error);
    const command = argv.map(commandNamed).find((name) => name !== undefined);
    const unknown = /^Unknown option '--?([^']*)'/.exec(message)?.[1];
    const intended = unknown === undefined ? '' : hint(unknown, command ?? 'serve');
    throw new UsageError(`${message}.${intended} See openapi-sandbox ${command ? `${command} ` : ''}--help`);
  }
}

function refuseOtherOptions(names: readonly string[], command: CommandName): void {
  const known = definitionsOf(command).map(({ name }) => name);
  const other = names.find((name) => !known.includes(name));
  if (other === undefined) return;
  const message = `${command} has no option --${other}.${hint(other, command)} See openapi-sandbox ${command} --help`;
  throw new UsageError(message);
}

/** Suggests the option of a command that has a similar name. */
function hint(name: string, command: CommandName): string {
  const similar = similarName(
    definitionsOf(command).map((option) => option.name),
    name,
  );
  return similar === undefined ? '' : ` Did you mean --${similar}?`;
}

function commandNamed(word: string | undefined): CommandName | undefined {
  return commandNames.find((name) => name === word);
}

/** `openapi-sandbox help`, `openapi-sandbox help serve` */
function helpFor(word: string | undefined): Arguments {
  const topic = commandNamed(word);
  if (word !== undefined && topic === undefined) throw unknownCommand(word);
  return { command: 'help', topic: topic ?? null };
}

/** A path has a dot or a slash: a word without either was meant as a command. */
function refuseUnknownCommand(document: string): void {
  if (!/[./\\=]/.test(document)) throw unknownCommand(document);
}

function unknownCommand(word: string): UsageError {
  const similar = similarName(commandNames, word);
  const question = similar === undefined ? '' : ` Did you mean ${similar}?`;
  return new UsageError(`There is no command "${word}".${question} The commands are: ${commandNames.join(', ')}`);
}
