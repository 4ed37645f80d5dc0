/** Imports a collection of Postman as Bruno does: node import-collection.cjs COLLECTION FOLDER */
const { readFileSync } = require('node:fs');
const { createCollectionFromBrunoObject } = require('@usebruno/cli/src/utils/collection');
const { postmanToBruno } = require('@usebruno/converters');

const [collection, folder] = process.argv.slice(2);

postmanToBruno(JSON.parse(readFileSync(collection, 'utf8'))).then(({ collection: imported, issues }) => {
  if (issues.length > 0) throw new Error(JSON.stringify(issues));
  return createCollectionFromBrunoObject(imported, folder, { format: 'bru' });
});
