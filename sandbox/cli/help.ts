import { optionList, optionTable } from './option-table.ts';
import { type CommandName, definitionsOf } from './options.ts';

export const overview = `openapi-sandbox: a stateless sandbox server made from OpenAPI documents

  openapi-sandbox [serve] [document…]   serve the documents
  openapi-sandbox list    [document…]   every scenario and how to reach it
  openapi-sandbox check   [document…]   what is wrong with the documents and their scenario files
  openapi-sandbox verify  [document…]   send every sample request; exit 1 if a scenario is not reached
  openapi-sandbox postman [document…]   write Postman collections and environments
  openapi-sandbox build   [document…]   write a sandbox that needs neither this package nor the documents
  openapi-sandbox webhooks --to URL     send every webhook and callback example to your own endpoint

A document is a path, or name=path. Its api name is that of the file, or of the
folder where the file is openapi.yaml. Without one, every
specification/*/openapi.yaml of this folder is taken, or else its
openapi.yaml, .yml or .json; serve takes the included documents.

  openapi-sandbox serve --help          the options of a command, with examples
  openapi-sandbox --version`;

/** Returns the help of a command. */
export function helpOf(command: CommandName): string {
  return texts[command](command === 'serve' ? optionTable(definitionsOf(command)) : optionList(definitionsOf(command)));
}

const texts: Readonly<Record<CommandName, (options: string) => string>> = {
  serve: (options) => `openapi-sandbox [serve] [document…]

${options}

What stands at the end of a line is the variable of the environment for it. The
options of all commands have one: OPENAPI_SANDBOX_ and the name in capitals, with
_ for -. Times are written 500ms, 10s or 2m; sizes 500kb or 1mb.

Each request is logged in a line: method, path, status, scenario, what made the
request get it, time. On a terminal the log has colours. NO_COLOR=1 takes them
away, FORCE_COLOR=1 gives them everywhere.

Examples
  openapi-sandbox
  openapi-sandbox openapi.yaml --port 8080
  openapi-sandbox pets.yaml --scenarios my-scenarios --watch
  openapi-sandbox openapi.yaml --port 0 --log json
  openapi-sandbox pets=./api/pets.json --scenarios my-scenarios --auth strict`,
  list: (options) => `openapi-sandbox list [document…]

${options}

Examples
  openapi-sandbox list
  openapi-sandbox list --api nhs-app --status 4xx --brief
  openapi-sandbox list openapi.yaml --operation getPet --origin http://localhost:8080
  openapi-sandbox list openapi.yaml --json`,
  check: (options) => `openapi-sandbox check [document…]

Tells what is wrong with the documents and their scenario files: where, what,
and what to do. Exit code 0: nothing that counts, 1: errors or too many
warnings, 2: wrong arguments, or a document that cannot be used.

${options}

On a terminal the report has colours: NO_COLOR=1, FORCE_COLOR=1. Files are named
from the root of the repository by github and sarif, else from here.

Examples
  openapi-sandbox check
  openapi-sandbox check openapi.yaml --max-warnings 0
  openapi-sandbox check openapi.yaml --all
  openapi-sandbox check openapi.yaml --format sarif > check.sarif
  openapi-sandbox check openapi.yaml --write-baseline known.json
  openapi-sandbox check openapi.yaml --baseline known.json --format github`,
  verify: (options) => `openapi-sandbox verify [document…]

Sends a sample request for every scenario to the sandbox, in this process, and
compares status, media type and body. Shows how each scenario is reached:
natural (by an ordinary request), by token, or by Prefer. Exit code 1 when one
is not reached.

${options}

Examples
  openapi-sandbox verify
  openapi-sandbox verify openapi.yaml`,
  postman: (options) => `openapi-sandbox postman [document…]

Writes for each API a collection for Postman and newman, <api>.postman_collection.json:
a request for every scenario, which checks its answer. And an environment for
the sandbox and for each other server, <api>.<server>.postman_environment.json.

${options}

Examples
  openapi-sandbox postman
  openapi-sandbox postman --check
  openapi-sandbox postman openapi.yaml --out build/postman`,
  build: (options) => `openapi-sandbox build [document…]

Writes a sandbox that needs neither this package nor the documents: plan,
validators and pages in one ES module, which generates no code when it runs.

  node      a server: node sandbox.mjs --port 9000
  worker    export default { fetch }, for workerd, Cloudflare Workers, Deno, Bun
  lambda    export { handler }, for API Gateway, function URLs and ALB
  browser   a folder for any static host, with a page that answers by itself

${options}

The settings of the answers are fixed by the build; the server of the target
node has options for them, and for its port, of its own.

Examples
  openapi-sandbox build
  openapi-sandbox build openapi.yaml --target worker -o dist/worker.mjs
  openapi-sandbox build openapi.yaml --target browser -o site/sandbox
  openapi-sandbox build openapi.yaml --target lambda -o lambda.mjs --check`,
  webhooks: (options) => `openapi-sandbox webhooks --to URL [document…]

Sends every example of the documents' webhooks and callbacks to your own
endpoint, one after the other, and compares each answer with the documented
ones. All go to the same URL, callbacks too, wherever their runtime expression
leads. Header and query parameters have their documented examples; X-Request-ID
and X-Correlation-ID have fresh UUIDs where those are UUIDs. Exit code 1: one
was refused, got no answer, or an undocumented one.

${options}

Examples
  openapi-sandbox webhooks --to http://localhost:8080/receipts
  openapi-sandbox webhooks --to http://localhost:8080/ --only realtime-replies
  openapi-sandbox webhooks --to https://localhost:8443/ --cert client.pem --key client.key --ca ca.pem
  openapi-sandbox webhooks openapi.yaml --to http://localhost:8080/ -H 'X-Api-Key: secret' --retry 2`,
};
