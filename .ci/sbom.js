// Writes sbom.cdx.json, which lists all that comes with the package (CycloneDX): what `dist` holds, by its file of licences.
// `npm sbom --omit=dev` cannot say that, so that it is asked for all and told apart here.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';

const licences = readFileSync('dist/THIRD-PARTY-LICENSES.txt', 'utf8');
const delivered = new Set([...licences.matchAll(/^# (\S+)$/gm)].map(([, name]) => name));
const all = ['sbom', '--package-lock-only', '--sbom-format=cyclonedx', '--offline'];
const bill = JSON.parse(execFileSync('npm', all, { encoding: 'utf8', maxBuffer: 2 ** 26 }));
// npm takes what `dist` holds for what is only used to make it.
const components = bill.components
  .filter(({ 'bom-ref': ref }) => delivered.has(ref))
  .map((component) => ({ ...component, scope: 'required', properties: [] }));
const own = bill.metadata.component['bom-ref'];
const dependencies = bill.dependencies
  .filter(({ ref }) => ref === own || delivered.has(ref))
  .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((one) => delivered.has(one)) }));
writeFileSync(
  process.argv[2] ?? 'sbom.cdx.json',
  `${JSON.stringify({ ...bill, components, dependencies }, null, 2)}\n`,
);
