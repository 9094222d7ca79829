/** Directions: apps → sdk → plugins → core; the emulator reads wire tables; nothing shipped to a mini-program reaches past that. */
const shipped = '^packages/(core|msg|session|sysmsg|friends|group|team|superteam|events|storage|passthrough|signaling|sdk)/src'
const tests = '\\.test(-d)?\\.ts$'

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
    { name: 'packages-know-no-apps', severity: 'error', from: { path: '^packages/' }, to: { path: '^apps/' } },
    {
      name: 'shipped-code-stays-small',
      comment: 'What goes into a mini-program imports no Node module, no test kit, no emulator.',
      severity: 'error',
      from: { path: shipped, pathNot: [tests, '^packages/core/src/host/node\\.ts$'] },
      to: { path: ['^packages/(emulator|testkit)', '^node:', 'node_modules/(?!eventemitter3|.*/eventemitter3)'], dependencyTypesNot: ['type-only'] },
    },
    // the host of Node reads files; it is an entry of its own, which no mini-program bundles
    { name: 'no-node-builtins', severity: 'error', from: { path: shipped, pathNot: [tests, '^packages/core/src/host/node\\.ts$'] }, to: { dependencyTypes: ['core'] } },
    { name: 'core-names-no-plugin', severity: 'error', from: { path: '^packages/core/src', pathNot: tests }, to: { path: '^packages/(?!core)' } },
    {
      name: 'plugins-import-core-as-types-only',
      severity: 'error',
      from: { path: shipped, pathNot: [tests, '^packages/(core|sdk)/'] },
      to: { path: '^packages/core/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'plugins-know-only-what-they-need',
      comment: 'session needs msg; no other plugin imports a plugin.',
      severity: 'error',
      from: { path: '^packages/(msg|session|sysmsg|friends|group|team|superteam|events|storage|passthrough|signaling)/src', pathNot: tests },
      to: { path: '^packages/(msg|session|sysmsg|friends|group|team|superteam|events|storage|passthrough|signaling)/', pathNot: ['^packages/$1/', '^packages/(msg|group)/'] },
    },
    {
      name: 'only-session-needs-msg',
      severity: 'error',
      from: { path: '^packages/(sysmsg|friends|team|superteam|events|storage|passthrough|signaling)/src', pathNot: tests },
      to: { path: '^packages/msg/' },
    },
    {
      name: 'emulator-reads-wire-tables-only',
      severity: 'error',
      from: { path: '^packages/emulator/src', pathNot: tests },
      to: { path: '^packages/(?!emulator|core)[^/]+/src/(?!wire)' },
    },
    { name: 'no-orphans', severity: 'error', from: { orphan: true, path: '^packages/.*/src/.*\\.ts$', pathNot: ['\\.d\\.ts$', tests, '/wire\\.ts$'] }, to: {} },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|node_modules|out)/|^apps/demo-miniapp/miniprogram' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.paths.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types'], extensions: ['.ts', '.mts', '.js', '.mjs', '.json'] },
  },
}
