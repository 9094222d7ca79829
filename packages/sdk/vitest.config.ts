import { mergeConfig } from 'vitest/config'
import root from '../../vitest.config'

// Tests of what is published: they load the files of dist, and everything around them from the sources.
const config = mergeConfig(root, {})
config.test!.include = ['test/**/*.test.ts']
export default config
