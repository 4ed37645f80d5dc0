#!/usr/bin/env bash
# ajv 8.20.0 (npm), Node 20.
#
# A value that equals the `const` of its schema is valid (JSON Schema 2020-12 Validation, 6.1.3). Ajv refuses one in which
# an object has a property called `constructor` whose value is an object: it compares by fast-deep-equal, which first asks
# whether both objects have the same `constructor`, and takes the property for that. `enum` does the same, and
# `uniqueItems` takes two equal items for different ones. With a text as the property's value all is well.
#
# Seen:
#   const {"constructor":{"a":1}}: false
#   enum [{"constructor":{"a":1}}]: false
#   const {"constructor":"a"}: true
#   const {"maker":{"a":1}}: true
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts ajv@8.20.0 >/dev/null

cat >validate.cjs <<'JS'
const { default: Ajv } = require('ajv/dist/2020');
const ajv = new Ajv();
const cases = [
  ['const', { constructor: { a: 1 } }],
  ['enum', { constructor: { a: 1 } }],
  ['const', { constructor: 'a' }],
  ['const', { maker: { a: 1 } }],
];
for (const [keyword, value] of cases) {
  const schema = { [keyword]: keyword === 'enum' ? [value] : value };
  const parsed = JSON.parse(JSON.stringify(value));
  console.log(`${keyword} ${JSON.stringify(schema[keyword])}: ${ajv.validate(schema, parsed)}`);
}
JS

want='const {"constructor":{"a":1}}: false
enum [{"constructor":{"a":1}}]: false
const {"constructor":"a"}: true
const {"maker":{"a":1}}: true'
got=$(node validate.cjs)
printf '%s\n' "$got"
[ "$got" = "$want" ] || { echo 'This has changed.' >&2; exit 1; }
