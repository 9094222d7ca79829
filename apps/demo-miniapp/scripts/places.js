import fs from 'node:fs'
import path from 'node:path'

/**
 * Where each npm package belongs: the main package (`''`) for what it imports itself, else the subpackage that imports it.
 * @param {string} source folder of app.json
 * @returns {Map<string, Set<string>>} root of the package → npm packages
 */
export function placesOf(source) {
  const { subPackages = [] } = JSON.parse(fs.readFileSync(path.join(source, 'app.json'), 'utf8'))
  /** @type {string[]} */
  const roots = subPackages.map((/** @type {{ root: string }} */ { root }) => root)
  const places = new Map(['', ...roots].map((root) => [root, /** @type {Set<string>} */ (new Set())]))
  for (const file of fs.readdirSync(source, { recursive: true }).map(String)) {
    if (!file.endsWith('.ts')) continue
    const root = roots.find((root) => file.startsWith(root + path.sep)) ?? ''
    // imports of types are gone in the end
    for (const [, name] of fs.readFileSync(path.join(source, file), 'utf8').matchAll(/^import (?!type ).* from '(@?[\w/-]+)'$/gm)) places.get(root)?.add(/** @type {string} */ (name))
  }
  for (const root of roots) for (const name of places.get('') ?? []) places.get(root)?.delete(name)
  return places
}
