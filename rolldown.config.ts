import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress } from 'node:zlib';
import { defineConfig, type InputOptions, type Plugin } from 'rolldown';
import { brotliName, consoleFile, consoleFiles } from './sandbox/hosts/console-assets.ts';

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

/** Writes the licences of the packages that the files hold: a heading with name and version, then the text. */
function licences(): Plugin {
  return {
    name: 'licences',
    generateBundle(_options, bundle) {
      const modules = Object.values(bundle).flatMap((file) => (file.type === 'chunk' ? file.moduleIds : []));
      const packages = [...new Set(modules.flatMap(packageFolder))].sort();
      const source = packages.map(licenceOf).join('\n');
      this.emitFile({ type: 'asset', fileName: 'THIRD-PARTY-LICENSES.txt', source });
    },
  };
}

/** The folder of the package that a module is of; none for our own. */
function packageFolder(module: string): readonly string[] {
  const folder = /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(module)?.[0];
  return folder === undefined ? [] : [folder];
}

/** @throws Error where a package has no file with its licence, so that it may not be given on */
function licenceOf(folder: string): string {
  const { name, version }: { name: string; version: string } = JSON.parse(
    readFileSync(join(folder, 'package.json'), 'utf8'),
  );
  const file = readdirSync(folder).find((entry) => /^licen[cs]e(?:\.|$)/i.test(entry));
  if (file === undefined) throw new Error(`${name}@${version} has no file with its licence.`);
  return `# ${name}@${version}\n\n${readFileSync(join(folder, file), 'utf8').trim()}\n`;
}

/**
 * Writes Swagger UI's style sheet without what it does not use, and the files of the console in Brotli. That takes seconds,
 * so that they are kept where the tests build again.
 */
function consoleFilesOfBuild(): Plugin {
  const cache = 'node_modules/.cache/brotli';
  return {
    name: 'console',
    async generateBundle() {
      mkdirSync(cache, { recursive: true });
      const styles = usedStyles();
      this.emitFile({ type: 'asset', fileName: 'swagger-ui.css', source: styles });
      for (const [name, original] of consoleFiles()) {
        const file = name === 'swagger-ui.css' ? consoleFile(styles) : original;
        const fileName = brotliName(name, file);
        const kept = join(cache, fileName);
        if (!existsSync(kept)) writeFileSync(kept, await promisify(brotliCompress)(file.bytes));
        this.emitFile({ type: 'asset', fileName, source: new Uint8Array(readFileSync(kept)) });
      }
    },
  };
}

/** Names of classes that Swagger UI's script composes, so that it does not contain them. */
const composed = /^(?:opblock|token|json-schema|response)/;

/** Returns Swagger UI's style sheet without the thousands of utilities of Tachyons that its script never names. */
function usedStyles(): Uint8Array<ArrayBuffer> {
  const [styles, script] = ['swagger-ui.css', 'swagger-ui-bundle.js'].map((name) =>
    readFileSync(join('node_modules/swagger-ui-dist', name), 'utf8'),
  );
  const words = new Set(script?.match(/[\w-]+/g));
  const isUsed = (selector: string): boolean => {
    const [, name] = /^\.swagger-ui \.([\w-]+)(?::[\w-]+)*(?: [\w*:-]+)?$/.exec(selector.trim()) ?? [];
    return name === undefined || composed.test(name) || words.has(name);
  };
  const used = styles?.replace(/([^{}@]+)\{[^{}]*\}/g, (rule, selectors: string) =>
    selectors.split(',').some(isUsed) ? rule : '',
  );
  return new TextEncoder().encode(used?.replace(/@media[^{}]*\{\}/g, ''));
}
