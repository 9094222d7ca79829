import { library } from '../../tsup.base'

export default library(
  { index: 'src/index.ts', browser: 'src/host/browser.ts', node: 'src/host/node.ts', wire: 'src/wire.ts', codec: 'src/codec.ts' },
  { noExternal: ['eventemitter3'], external: ['ws', 'node:fs/promises'] }
)
