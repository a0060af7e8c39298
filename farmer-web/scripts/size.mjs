// The first load must stay small: it is paid for with every phone's data. Fails the build above the budget.
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'

const BUDGET_BYTES = 45 * 1024
const dist = new URL('../dist/', import.meta.url)
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8'))

/** The entry, what it imports at once, and their styles; not what it loads later. */
function initial(name, files = new Set(['index.html'])) {
  const chunk = manifest[name]
  if (!files.has(chunk.file)) {
    files.add(chunk.file)
    for (const css of chunk.css ?? []) files.add(css)
    for (const next of chunk.imports ?? []) initial(next, files)
  }
  return files
}

/** What each of them fetches before something can be done; Khmer, which is what the page opens in. */
const people = {
  'a farmer who is signed in': ['index.html', 'src/app/farm.ts'],
  'a stranger who signs in': ['index.html', 'src/features/account/SignInPage.vue', 'locales/account.km.json'],
}

for (const [who, entries] of Object.entries(people)) {
  let total = 0
  for (const file of entries.reduce((files, entry) => initial(entry, files), new Set(['index.html']))) {
    const bytes = gzipSync(readFileSync(new URL(file, dist)), { level: 9 }).length
    total += bytes
    console.log(`${String(bytes).padStart(7)}  ${file}`)
  }
  console.log(`${String(total).padStart(7)}  first load of ${who}, gzip; budget ${BUDGET_BYTES}`)
  if (total > BUDGET_BYTES) {
    console.error('The first load is over its budget.')
    process.exitCode = 1
  }
}
