// Builds what browsers get. `--check` builds beside it and names what is stale.
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import * as sass from 'sass'

const here = path.dirname(fileURLToPath(import.meta.url))
const module = (name) => path.join(here, 'node_modules', name)
const site = path.join(here, '../src/alongside/casework/site/static')
const axe = path.join(here, '../tests/journeys/axe')

function build (out, axeOut) {
  fs.mkdirSync(path.join(out, 'fonts'), { recursive: true })
  fs.mkdirSync(axeOut, { recursive: true })
  const css = sass.compile(path.join(here, 'src/app.scss'), {
    style: 'compressed', loadPaths: [module('govuk-frontend/dist')], quietDeps: true, silenceDeprecations: ['import']
  }).css
  fs.writeFileSync(path.join(out, 'app.css'), css + '\n')
  fs.copyFileSync(module('govuk-frontend/dist/govuk/govuk-frontend.min.js'), path.join(out, 'govuk-frontend.min.js'))
  for (const letters of ['latin', 'latin-ext']) {
    for (const weight of ['400', '700']) {
      for (const style of ['normal', 'italic']) {
        const font = `atkinson-hyperlegible-${letters}-${weight}-${style}.woff2`
        fs.copyFileSync(module(`@fontsource/atkinson-hyperlegible/files/${font}`), path.join(out, 'fonts', font))
      }
    }
  }
  fs.copyFileSync(module('@fontsource/atkinson-hyperlegible/LICENSE'), path.join(out, 'fonts/LICENSE'))
  fs.copyFileSync(module('axe-core/axe.min.js'), path.join(axeOut, 'axe.min.js'))
  fs.copyFileSync(module('axe-core/LICENSE'), path.join(axeOut, 'LICENSE'))
}

function stale (built, kept) {
  return fs.readdirSync(built, { recursive: true })
    .filter((file) => fs.statSync(path.join(built, file)).isFile())
    .filter((file) => {
      const other = path.join(kept, file)
      return !fs.existsSync(other) || !fs.readFileSync(other).equals(fs.readFileSync(path.join(built, file)))
    })
    .map((file) => path.relative(path.join(here, '..'), path.join(kept, file)))
}

if (process.argv.includes('--check')) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'alongside-assets-'))
  build(path.join(folder, 'static'), path.join(folder, 'axe'))
  const old = [...stale(path.join(folder, 'static'), site), ...stale(path.join(folder, 'axe'), axe)]
  fs.rmSync(folder, { recursive: true })
  if (old.length) {
    console.error(`Not built from the present sources: ${old.join(', ')}. Run make assets, and commit what it writes.`)
    process.exit(1)
  }
} else {
  build(site, axe)
}
