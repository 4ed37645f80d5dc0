#!/usr/bin/env bash
# @stoplight/prism-cli 5.14.2 (npm), Node 20.
#
# An exploded object in a path of `style: label` is `.R=100.G=200` (OpenAPI 3.1.1, 4.8.12.4, table of style examples). Prism
# divides lists of that style at the dots, but the properties of objects only at commas: the documented form has one property.
#
# Seen:
#   /list/.a.b -> 200
#   /object/.R=100.G=200 -> 422
#     Request path parameter color must have required property 'G'
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
  /list/{v}:
    get:
      parameters:
        - { name: v, in: path, required: true, style: label, explode: true, schema: { type: array, minItems: 2 } }
      responses: { '200': { description: Taken } }
  /object/{color}:
    get:
      parameters:
        - name: color
          in: path
          required: true
          style: label
          explode: true
          schema: { type: object, required: [R, G], properties: { R: { type: string }, G: { type: string } } }
      responses: { '200': { description: Taken } }
YAML
port=4$((RANDOM % 900 + 100))
node node_modules/.bin/prism mock --port "$port" openapi.yaml >prism.log 2>&1 &
until grep -q 'listening on' prism.log; do sleep 0.2; done

got=$(while read -r target; do
  printf '%s -> %s\n' "$target" "$(curl --silent --globoff --output answer --write-out '%{http_code}' "http://127.0.0.1:$port$target")"
  node -p 'JSON.parse(require("fs").readFileSync("answer", "utf8") || "{}").validation?.map(({ message }) => "  " + message).join("\n") ?? ""' | sed '/^$/d'
done <<'TARGETS'
/list/.a.b
/object/.R=100.G=200
TARGETS
)
want='/list/.a.b -> 200
/object/.R=100.G=200 -> 422
  Request path parameter color must have required property '\''G'\'''
printf '%s\n' "$got"
[ "$got" = "$want" ] || { echo 'This has changed.' >&2; exit 1; }
