#!/usr/bin/env bash
# @stoplight/prism-cli 5.14.2 (npm), Node 20.
#
# An object in a query (`deepObject`, or exploded `form`): Prism puts the names of all query parameters in lower case before
# it reads them, those of the object's properties too. A required property whose name has a capital letter can therefore not
# be sent at all: neither as it is written, nor in lower case. One in lower case can.
#
# Seen:
#   /low?filter[user]=7 -> 200
#   /high?filter[UserId]=7 -> 422
#     Request query parameter filter must have required property 'UserId'
#   /high?filter[userid]=7 -> 422
#     Request query parameter filter must have required property 'UserId'
#   /exploded?UserId=7 -> 422
#     Request query parameter filter must have required property 'UserId'
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
  /low:
    get:
      parameters:
        - name: filter
          in: query
          required: true
          style: deepObject
          explode: true
          schema: { type: object, required: [user], properties: { user: { type: string } } }
      responses: { '200': { description: Taken } }
  /high:
    get:
      parameters:
        - name: filter
          in: query
          required: true
          style: deepObject
          explode: true
          schema: { type: object, required: [UserId], properties: { UserId: { type: string } } }
      responses: { '200': { description: Taken } }
  /exploded:
    get:
      parameters:
        - name: filter
          in: query
          required: true
          schema: { type: object, required: [UserId], properties: { UserId: { type: string } } }
      responses: { '200': { description: Taken } }
YAML
port=4$((RANDOM % 900 + 100))
node node_modules/.bin/prism mock --port "$port" openapi.yaml >prism.log 2>&1 &
until grep -q 'listening on' prism.log; do sleep 0.2; done

got=$(while read -r target; do
  printf '%s -> %s\n' "$target" "$(curl --silent --globoff --output answer --write-out '%{http_code}' "http://127.0.0.1:$port$target")"
  node -p 'JSON.parse(require("fs").readFileSync("answer", "utf8") || "{}").validation?.map(({ message }) => "  " + message).join("\n") ?? ""' | sed '/^$/d'
done <<'TARGETS'
/low?filter[user]=7
/high?filter[UserId]=7
/high?filter[userid]=7
/exploded?UserId=7
TARGETS
)
want='/low?filter[user]=7 -> 200
/high?filter[UserId]=7 -> 422
  Request query parameter filter must have required property '\''UserId'\''
/high?filter[userid]=7 -> 422
  Request query parameter filter must have required property '\''UserId'\''
/exploded?UserId=7 -> 422
  Request query parameter filter must have required property '\''UserId'\'''
printf '%s\n' "$got"
[ "$got" = "$want" ] || { echo 'This has changed.' >&2; exit 1; }
