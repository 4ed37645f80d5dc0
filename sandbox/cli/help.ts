import type { CommandName } from './options.ts';
import { serveOptionRows } from './serve-options.ts';

export const overview = `openapi-sandbox: a stateless sandbox server made from OpenAPI documents

  openapi-sandbox [serve] [document…]   serve the documents
  openapi-sandbox list    [document…]   every scenario and how to reach it
  openapi-sandbox check   [document…]   what is wrong with the documents and their scenario files
  openapi-sandbox verify  [document…]   send every sample request; exit 1 if a scenario is not reached
  openapi-sandbox postman [document…]   write Postman collections and environments
  openapi-sandbox webhooks --to URL     send every webhook and callback example to your own endpoint

A document is a path, or name=path. Its api name is that of the file, or of the
folder where the file is openapi.yaml. Without one, every
specification/*/openapi.yaml is taken.

  openapi-sandbox serve --help          the options of a command, with examples
  openapi-sandbox --version`;

export const help: Readonly<Record<CommandName, string>> = {
  serve: `openapi-sandbox [serve] [document…]

${serveOptionLines()}

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
  list: `openapi-sandbox list [document…]

  --scenarios DIR       scenario files, <api>.yaml
  --allow-outside       read files that documents refer to, wherever they are
  --json                the catalogue, as /_sandbox/scenarios serves it

Examples
  openapi-sandbox list
  openapi-sandbox list openapi.yaml --json`,
  check: `openapi-sandbox check [document…]

Tells what is wrong with the documents and their scenario files: where, what,
and what to do. Exit code 0: nothing that counts, 1: errors or too many
warnings, 2: wrong arguments, or a document that cannot be used.

  --format pretty       or json, github (annotations), sarif (2.1.0)
  --max-warnings N      more warnings than this fail
  --baseline FILE       problems known from before do not count; says which
                        of them are there no more
  --write-baseline FILE take all problems of now for known
  --all                 show notes too, and every one of many alike
  --scenarios DIR       scenario files, <api>.yaml
  --allow-outside       read files that documents refer to, wherever they are

On a terminal the report has colours: NO_COLOR=1, FORCE_COLOR=1. Files are named
from the root of the repository by github and sarif, else from here.

Examples
  openapi-sandbox check
  openapi-sandbox check openapi.yaml --max-warnings 0
  openapi-sandbox check openapi.yaml --all
  openapi-sandbox check openapi.yaml --format sarif > check.sarif
  openapi-sandbox check openapi.yaml --write-baseline known.json
  openapi-sandbox check openapi.yaml --baseline known.json --format github`,
  verify: `openapi-sandbox verify [document…]

Sends a sample request for every scenario to the sandbox, in this process, and
compares status, media type and body. Shows how each scenario is reached:
natural (by an ordinary request), by token, or by Prefer. Exit code 1 when one
is not reached.

  --scenarios DIR       scenario files, <api>.yaml
  --allow-outside       read files that documents refer to, wherever they are

Examples
  openapi-sandbox verify
  openapi-sandbox verify openapi.yaml`,
  postman: `openapi-sandbox postman [document…]

Writes for each API a collection for Postman and newman, <api>.postman_collection.json:
a request for every scenario, which checks its answer. And an environment for
the sandbox and for each other server, <api>.<server>.postman_environment.json.

  --out DIR             the folder to write to, postman if left out
  --check               write nothing; exit code 1 when a file there is stale
  --scenarios DIR       scenario files, <api>.yaml
  --allow-outside       read files that documents refer to, wherever they are

Examples
  openapi-sandbox postman
  openapi-sandbox postman --check
  openapi-sandbox postman openapi.yaml --out build/postman`,
  webhooks: `openapi-sandbox webhooks --to URL [document…]

Sends every example of the documents' webhooks and callbacks to your own
endpoint, one after the other, and compares each answer with the documented
ones. All go to the same URL, callbacks too, wherever their runtime expression
leads. Header and query parameters have their documented examples; X-Request-ID
and X-Correlation-ID have fresh UUIDs where those are UUIDs. Exit code 1: one
was refused, got no answer, or an undocumented one.

  --to URL              your endpoint, http:// or https://
  --only NAME           a webhook, an example, or webhook/example; repeatable
  --api NAME            of this document only
  --header, -H 'N: V'   a header to send along, such as a secret; repeatable
  --timeout 10s         for an answer: 500ms, 10s, 2m
  --retry N             after no answer, 429 or 5xx, send again up to N times,
                        when Retry-After says, but at most a timeout later
  --cert FILE           client certificate for mutual TLS, PEM, with its --key
  --key FILE            its private key, PEM
  --ca FILE             the authority to trust instead of the usual ones, PEM
  --json                a line of JSON for each
  --allow-outside       read files that documents refer to, wherever they are

Examples
  openapi-sandbox webhooks --to http://localhost:8080/receipts
  openapi-sandbox webhooks --to http://localhost:8080/ --only realtime-replies
  openapi-sandbox webhooks --to https://localhost:8443/ --cert client.pem --key client.key --ca ca.pem
  openapi-sandbox webhooks openapi.yaml --to http://localhost:8080/ -H 'X-Api-Key: secret' --retry 2`,
};

function serveOptionLines(): string {
  const rows = serveOptionRows();
  const [options, says] = [0, 1].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map(([option, stated, variables]) => `  ${option.padEnd(options ?? 0)}  ${stated.padEnd(says ?? 0)}  ${variables}`)
    .join('\n');
}
