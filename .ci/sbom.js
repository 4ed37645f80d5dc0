// Writes sbom.cdx.json, which lists all that is installed with the package (CycloneDX). `npm sbom --omit=dev` leaves out
// what packages for development depend on as well, so that it is asked for all and told apart here.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';

const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
const installed = new Set(
  Object.entries(packages)
    .filter(([path, { dev }]) => path !== '' && dev !== true)
    .map(([path, { version }]) => `${path.replace(/^.*node_modules\//, '')}@${version}`),
);
const all = ['sbom', '--package-lock-only', '--sbom-format=cyclonedx', '--offline'];
const bill = JSON.parse(execFileSync('npm', all, { encoding: 'utf8', maxBuffer: 2 ** 26 }));
const components = bill.components.filter(({ 'bom-ref': ref }) => installed.has(ref));
const own = bill.metadata.component['bom-ref'];
const dependencies = bill.dependencies
  .filter(({ ref }) => ref === own || installed.has(ref))
  .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((one) => installed.has(one)) }));
writeFileSync(
  process.argv[2] ?? 'sbom.cdx.json',
  `${JSON.stringify({ ...bill, components, dependencies }, null, 2)}\n`,
);
