#!/usr/bin/env bash
# @stoplight/prism-cli 5.14.2 (npm), Node 20.
#
# A list of `style: spaceDelimited` is sent as `a%20b` (OpenAPI 3.1.1, 4.8.12.4). Prism divides it at the three characters
# `%20` of the text that was decoded already, so that only what is encoded twice has two items. `pipeDelimited` beside it is
# read both ways, encoded and not.
#
# Seen:
#   /spaces?v=a%20b -> 422
#     Request query parameter v must NOT have fewer than 2 items
#   /spaces?v=a%2520b -> 200
#   /pipes?v=a%7Cb -> 200
set -euo pipefail

folder=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null || true; rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts @stoplight/prism-cli@5.14.2 >/dev/null

cat >openapi.yaml <<'YAML'
openapi: 3.1.0
info: { title: Finding, version: '1' }
paths:
  /spaces:
    get:
      parameters:
        - { name: v, in: query, required: true, style: spaceDelimited, explode: false, schema: { type: array, minItems: 2 } }
      responses: { '200': { description: Taken } }
  /pipes:
    get:
      parameters:
        - { name: v, in: query, required: true, style: pipeDelimited, explode: false, schema: { type: array, minItems: 2 } }
      responses: { '200': { description: Taken } }
YAML
port=4$((RANDOM % 900 + 100))
node node_modules/.bin/prism mock --port "$port" openapi.yaml >prism.log 2>&1 &
until grep -q 'listening on' prism.log; do sleep 0.2; done

got=$(while read -r target; do
  printf '%s -> %s\n' "$target" "$(curl --silent --globoff --output answer --write-out '%{http_code}' "http://127.0.0.1:$port$target")"
  node -p 'JSON.parse(require("fs").readFileSync("answer", "utf8") || "{}").validation?.map(({ message }) => "  " + message).join("\n") ?? ""' | sed '/^$/d'
done <<'TARGETS'
/spaces?v=a%20b
/spaces?v=a%2520b
/pipes?v=a%7Cb
TARGETS
)
want='/spaces?v=a%20b -> 422
  Request query parameter v must NOT have fewer than 2 items
/spaces?v=a%2520b -> 200
/pipes?v=a%7Cb -> 200'
printf '%s\n' "$got"
[ "$got" = "$want" ] || { echo 'This has changed.' >&2; exit 1; }
