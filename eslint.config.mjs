import js from '@eslint/js'
import tseslint from 'typescript-eslint'

const shipped = ['packages/*/src/**/*.ts']
const notShipped = ['packages/{emulator,testkit}/**', '**/*.test.ts', '**/*.test-d.ts']

export default tseslint.config(
  { ignores: ['**/dist/**', '**/out/**', '**/node_modules/**', '**/.turbo/**', '**/*.d.ts', '**/*.d.cts', 'apps/demo-miniapp/dist/**'] },
  js.configs.recommended,
  ...tseslint.configs.recommended,
  {
    rules: {
      eqeqeq: ['error', 'smart'],
      'no-empty': ['error', { allowEmptyCatch: true }],
      'no-undef': 'off', // the compiler's business
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportAllDeclaration', message: 'Name what is exported.' },
        { selector: 'TSEnumDeclaration', message: 'A const costs a tenth of an enum.' },
      ],
      '@typescript-eslint/no-explicit-any': 'off', // what comes off the wire has no type
      '@typescript-eslint/no-unused-expressions': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true, argsIgnorePattern: '^_' }],
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
    },
  },
  {
    files: shipped,
    ignores: [...notShipped, 'packages/core/src/host/**'],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
      '@typescript-eslint/await-thenable': 'error',
      'no-restricted-globals': [
        'error',
        ...['window', 'document', 'URL', 'URLSearchParams', 'TextEncoder', 'TextDecoder', 'fetch', 'XMLHttpRequest', 'WebSocket', 'AbortController', 'crypto', 'structuredClone', 'queueMicrotask', 'eval', 'globalThis', 'process', 'Buffer', 'require'].map((name) => ({
          name,
          message: 'A mini-program has no such thing.',
        })),
      ],
      'no-new-func': 'error',
      'no-eval': 'error',
    },
  },
  { files: ['**/*.cjs'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
  // a file over 300 lines wants dividing; lists of types and tables are no rooms
  { files: ['packages/*/src/**/*.ts', 'apps/**/*.ts'], ignores: ['**/types.ts', '**/wire.ts', '**/*.test.ts'], rules: { 'max-lines': ['error', { max: 300 }] } }
)
