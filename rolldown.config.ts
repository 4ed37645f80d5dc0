import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress } from 'node:zlib';
import { defineConfig, type InputOptions, type Plugin } from 'rolldown';
import { brotliName, consoleFile, ownNames, swaggerNames } from './sandbox/hosts/console-assets.ts';

/**
 * Everything in a few files of `dist`, which Node.js loads in less than half the time of the single modules. Files of
 * `dist` find those of the package one folder above (`sandbox/packaged.ts`), so there are no folders in it.
 */
export default defineConfig([
  {
    ...shared(),
    input: { cli: 'sandbox/cli.ts', index: 'sandbox/index.ts' },
    plugins: [licences(), consoleFilesOfBuild()],
    output: { dir: 'dist', format: 'esm', chunkFileNames: '[name].js' },
  },
  {
    ...shared(),
    // For `require`: jest has a module loader of its own, which takes no ES modules.
    input: { index: 'sandbox/index.ts' },
    plugins: [typesForRequire()],
    output: { dir: 'dist', format: 'cjs', entryFileNames: '[name].cjs' },
  },
  // The code of each target, in one file without the artefact: `openapi-sandbox build` puts that in place of its import.
  ...(['node', 'worker', 'lambda', 'browser'] as const).map((target) => ({
    ...shared(),
    platform: target === 'node' ? ('node' as const) : ('neutral' as const),
    input: { [target]: `sandbox/targets/${target}.ts` },
    external: [/^node:/, 'openapi-sandbox:artefact'],
    output: { dir: 'dist', entryFileNames: 'targets/[name].js', format: 'esm' as const, codeSplitting: false },
  })),
]);

function shared(): Pick<InputOptions, 'platform' | 'resolve'> {
  // The form of a package that is made of modules, where it has one.
  return { platform: 'node', resolve: { mainFields: ['module', 'main'] } };
}

/** Writes the types of `require`, which refer to those of `import`: of the values by their names, and all others. */
function typesForRequire(): Plugin {
  return {
    name: 'types-for-require',
    generateBundle(_options, bundle) {
      const names = Object.values(bundle).flatMap((file) =>
        file.type === 'chunk' && file.isEntry ? file.exports : [],
      );
      const from = `from './index.js' with { 'resolution-mode': 'import' };`;
      const source = [
        `import type * as module ${from}`,
        `export type * ${from}`,
        ...names.map((name) => `export declare const ${name}: typeof module.${name};`),
        // A class is a type as well.
        ...names.filter((name) => /^[A-Z]/.test(name)).map((name) => `export type ${name} = module.${name};`),
      ];
      this.emitFile({ type: 'asset', fileName: 'index.d.cts', source: `${source.join('\n')}\n` });
    },
  };
}

/** Where the files of Swagger UI are from. */
const swagger = 'node_modules/swagger-ui-dist';

/** Writes the licences of the packages that the files hold: a heading with name and version, then the texts. */
function licences(): Plugin {
  return {
    name: 'licences',
    generateBundle(_options, bundle) {
      const modules = Object.values(bundle).flatMap((file) => (file.type === 'chunk' ? file.moduleIds : []));
      const packages = [...new Set([...modules.flatMap(packageFolder), resolve(swagger)])];
      const source = packages.map(licencesOf).sort().join('\n');
      this.emitFile({ type: 'asset', fileName: 'THIRD-PARTY-LICENSES.txt', source });
    },
  };
}

/** The folder of the package that a module is of; none for our own. */
function packageFolder(module: string): readonly string[] {
  const folder = /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(module)?.[0];
  return folder === undefined ? [] : [folder];
}

/**
 * Returns the licence of a package, its notice (Apache License 2.0, section 4), and the licences of what its files hold.
 *
 * @throws Error where a package has no file with its licence, so that it may not be given on
 */
function licencesOf(folder: string): string {
  const { name, version }: { name: string; version: string } = JSON.parse(
    readFileSync(join(folder, 'package.json'), 'utf8'),
  );
  const entries = readdirSync(folder);
  const licence = entries.find((entry) => /^licen[cs]e(?:\.|$)/i.test(entry));
  if (licence === undefined) throw new Error(`${name}@${version} has no file with its licence.`);
  const bundled = folder === resolve(swagger) ? swaggerNames.map((file) => `${file}.LICENSE.txt`) : [];
  const others = entries.filter((entry) => /^notice(?:\.|$)/i.test(entry) || bundled.includes(entry));
  const texts = [licence, ...others].map((entry) => readFileSync(join(folder, entry), 'utf8').trim());
  return `# ${name}@${version}\n\n${texts.join('\n\n')}\n`;
}

/**
 * Writes the files of Swagger UI, and all files of the console in Brotli. That takes seconds, so that they are kept where the
 * tests build again.
 */
function consoleFilesOfBuild(): Plugin {
  const cache = 'node_modules/.cache/brotli';
  return {
    name: 'console',
    async generateBundle() {
      mkdirSync(cache, { recursive: true });
      for (const name of swaggerNames) this.emitFile({ type: 'asset', fileName: name, source: bytesOf(name) });
      for (const name of [...swaggerNames, ...ownNames]) {
        const file = consoleFile(bytesOf(name));
        const fileName = brotliName(name, file);
        const kept = join(cache, fileName);
        if (!existsSync(kept)) writeFileSync(kept, await promisify(brotliCompress)(file.bytes));
        this.emitFile({ type: 'asset', fileName, source: new Uint8Array(readFileSync(kept)) });
      }
    },
  };
}

/** Returns a file of the console: its style sheet without what it does not use. */
function bytesOf(name: string): Uint8Array<ArrayBuffer> {
  if (name === 'swagger-ui.css') return usedStyles();
  return new Uint8Array(readFileSync(join(ownNames.includes(name) ? 'sandbox/console' : swagger, name)));
}

/** Names of classes that Swagger UI's script composes, so that it does not contain them. */
const composed = /^(?:opblock|token|json-schema|response)/;

/**
 * Returns Swagger UI's style sheet without the thousands of utilities of Tachyons that its script never names, and without
 * the name of its source map, which is not in `dist`.
 */
function usedStyles(): Uint8Array<ArrayBuffer> {
  const [styles, script] = ['swagger-ui.css', 'swagger-ui-bundle.js'].map((name) =>
    readFileSync(join(swagger, name), 'utf8'),
  );
  const words = new Set(script?.match(/[\w-]+/g));
  const isUsed = (selector: string): boolean => {
    const [, name] = /^\.swagger-ui \.([\w-]+)(?::[\w-]+)*(?: [\w*:-]+)?$/.exec(selector.trim()) ?? [];
    return name === undefined || composed.test(name) || words.has(name);
  };
  const used = styles?.replace(/([^{}@]+)\{[^{}]*\}/g, (rule, selectors: string) =>
    selectors.split(',').some(isUsed) ? rule : '',
  );
  const whole = used?.replace(/@media[^{}]*\{\}/g, '').replace(/\/\*# sourceMappingURL=.*?\*\/\s*$/, '');
  return new TextEncoder().encode(whole);
}
