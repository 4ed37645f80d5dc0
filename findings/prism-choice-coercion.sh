#!/usr/bin/env bash
# @stoplight/prism-cli 5.14.2 (npm), Node 20.
#
# A query parameter that is an integer or a boolean, as `oneOf`: 5 and true are taken, and 1 is refused, since it matches
# "more than one" branch. Prism has its validator coerce the text for each branch of a choice, and coercion makes a boolean
# of 1 and 0. So two integers of all are no integers there.
#
# Seen:
#   /flags?v=5 -> 200
#   /flags?v=true -> 200
#   /flags?v=1 -> 422
#     Request query parameter v must match exactly one schema in oneOf
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
  /flags:
    get:
      parameters:
        - { name: v, in: query, required: true, schema: { oneOf: [{ type: integer }, { type: boolean }] } }
      responses: { '200': { description: Taken } }
YAML
port=4$((RANDOM % 900 + 100))
node node_modules/.bin/prism mock --port "$port" openapi.yaml >prism.log 2>&1 &
until grep -q 'listening on' prism.log; do sleep 0.2; done

got=$(while read -r target; do
  printf '%s -> %s\n' "$target" "$(curl --silent --globoff --output answer --write-out '%{http_code}' "http://127.0.0.1:$port$target")"
  node -p 'JSON.parse(require("fs").readFileSync("answer", "utf8") || "{}").validation?.map(({ message }) => "  " + message).join("\n") ?? ""' | sed '/^$/d'
done <<'TARGETS'
/flags?v=5
/flags?v=true
/flags?v=1
TARGETS
)
want='/flags?v=5 -> 200
/flags?v=true -> 200
/flags?v=1 -> 422
  Request query parameter v must match exactly one schema in oneOf'
printf '%s\n' "$got"
[ "$got" = "$want" ] || { echo 'This has changed.' >&2; exit 1; }
