// Packs what compresses, once and as tightly as it goes; the server sends the packed file as it is.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'

const assets = new URL('../dist/assets/', import.meta.url)

for (const name of readdirSync(assets).filter((file) => /\.(js|css)$/.test(file))) {
  // Not .gz: servers have a content type of their own for that.
  writeFileSync(new URL(`${name}.packed`, assets), gzipSync(readFileSync(new URL(name, assets)), { level: 9 }))
}
