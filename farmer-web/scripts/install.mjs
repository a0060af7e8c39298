// npm ci, but only when the lock file is newer than what is installed.
import { spawnSync } from 'node:child_process'
import { existsSync, statSync, utimesSync } from 'node:fs'

const lock = 'package-lock.json'
const installed = 'node_modules/.package-lock.json'

if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) process.exit(0)
const npm = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], {
  stdio: 'inherit',
  shell: process.platform === 'win32',
})
if (npm.error) console.error(`npm cannot be run: ${npm.error.message}`)
if (npm.status === 0) utimesSync(installed, new Date(), new Date())
process.exit(npm.status ?? 1)
