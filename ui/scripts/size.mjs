// Says how much JavaScript the window needs before it shows something, and fails when that is too much.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const LIMIT_BYTES = 120 * 1024;
const GOAL_BYTES = 100 * 1024;
const dist = new URL('../dist/', import.meta.url);

const manifest = read('.vite/manifest.json', 'Run `npm run build` first.');
const entries = JSON.parse(manifest.toString());
// What the page itself asks for: how the bundler names its pieces does not matter then.
const asked = [
  ...read('index.html')
    .toString()
    .matchAll(/(?:src|href)="\.\/([^"]+\.js)"/gu),
].map(([, file]) => file);
const starts = Object.keys(entries).filter((name) => asked.includes(entries[name].file));
const files = [...starts.reduce((seen, name) => filesOf(name, seen), new Set())].map((file) => ({
  file,
  bytes: gzipSync(read(file)).length,
}));
const total = files.reduce((sum, { bytes }) => sum + bytes, 0);

for (const { file, bytes } of files) console.log(`${kilobytes(bytes)}  ${file}`);
console.log(
  `${kilobytes(total)}  JavaScript at start, gzipped (goal ${GOAL_BYTES / 1024} KB, limit ${LIMIT_BYTES / 1024} KB)`,
);
for (const entry of Object.values(entries).filter((entry) => entry.isDynamicEntry)) {
  console.log(`${kilobytes(gzipSync(read(entry.file)).length)}  later: ${entry.file}`);
}
if (starts.length !== asked.length || total === 0) {
  console.error('index.html asks for what the manifest does not name: nothing was measured.');
  process.exitCode = 1;
} else {
  process.exitCode = total > LIMIT_BYTES ? 1 : 0;
}

/** The file of an entry and of everything that it imports at once. */
function filesOf(name, seen = new Set()) {
  const entry = entries[name];
  if (!entry || seen.has(entry.file)) return seen;
  seen.add(entry.file);
  for (const needed of entry.imports ?? []) filesOf(needed, seen);
  return seen;
}

function read(path, hint = '') {
  try {
    return readFileSync(fileURLToPath(new URL(path, dist)));
  } catch (error) {
    console.error(`${path} cannot be read. ${hint}`.trim());
    throw error;
  }
}

function kilobytes(bytes) {
  return `${(bytes / 1024).toFixed(1).padStart(7)} KB`;
}
