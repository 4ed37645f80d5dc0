#!/usr/bin/env bash
# ajv 8.20.0 (npm), Node 20.
#
# `unevaluatedProperties` and `unevaluatedItems` (JSON Schema 2020-12 Core, 11) need to know which parts of a value other
# keywords have looked at. Ajv's class for 2020-12 writes code that keeps this for every reference to a schema in a circle,
# also where no schema says either keyword: on each call it reads `evaluated.props` and `evaluated.items`, and a choice
# merges them. The class sets its option `unevaluated` to true, whatever is asked for; set to false afterwards, the code has
# none of it, and the verdicts are the same.
#
# Seen:
#   unevaluated: true: 12 times "evaluated", true, false
#   unevaluated: false: 0 times "evaluated", true, false
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts ajv@8.20.0 >/dev/null

cat >count.cjs <<'JS'
const { default: Ajv } = require('ajv/dist/2020');
const schema = {
  $defs: { tree: { type: 'object', properties: { of: { anyOf: [{ $ref: '#/$defs/tree' }, { type: 'null' }] } } } },
  $ref: '#/$defs/tree',
};
for (const unevaluated of [true, false]) {
  let code = '';
  const process = (made) => {
    code += made;
    return made;
  };
  const ajv = new Ajv({ meta: false, validateSchema: false, code: { process } });
  // The class sets it, whatever is asked for.
  ajv.opts.unevaluated = unevaluated;
  const validate = ajv.compile(schema);
  const count = code.split('evaluated').length - 1;
  console.log(`unevaluated: ${unevaluated}: ${count} times "evaluated", ${validate({ of: { of: null } })}, ${validate({ of: 1 })}`);
}
JS

want='unevaluated: true: 12 times "evaluated", true, false
unevaluated: false: 0 times "evaluated", true, false'
got=$(node count.cjs)
printf '%s\n' "$got"
[ "$got" = "$want" ] || { echo 'This has changed.' >&2; exit 1; }
