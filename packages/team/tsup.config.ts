import { library } from '../../tsup.base'

// what teams and super teams have in common is bundled into both, its types too
const paths = { '@nim/group': ['../group/src/index.ts'], '@nim/group/wire': ['../group/src/wire.ts'] }

export default library({ index: 'src/index.ts', wire: 'src/wire.ts' }, { noExternal: [/^@nim\/group/], dts: { compilerOptions: { paths } } })
