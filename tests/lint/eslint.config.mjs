import astro from 'eslint-plugin-astro';
import tseslint from 'typescript-eslint';

/** What each room may import. The arrows of the README's design section, kept by the linter. */
const arrows = (files, groups, message) => ({
  files,
  rules: { 'no-restricted-imports': ['error', { patterns: [{ group: groups, message }] }] },
});

export default tseslint.config(
  { ignores: ['dist*/**', '**/.astro/**', 'tests/.*', '.cache/**', '.desk/**', 'node_modules/**', 'test-results/**'] },
  ...tseslint.configs.strict,
  ...tseslint.configs.stylistic,
  ...astro.configs.recommended,
  {
    languageOptions: { globals: { process: 'readonly', console: 'readonly' } },
    rules: {
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { varsIgnorePattern: '^_', argsIgnorePattern: '^_' }],
      'no-console': 'off',
      eqeqeq: 'error',
      'no-eval': 'error',
    },
  },
  {
    files: ['**/*.astro'],
    rules: { 'astro/no-set-html-directive': 'error', 'astro/no-unused-css-selector': 'off' },
  },
  {
    files: ['**/*.tsx'],
    rules: {
      'no-restricted-syntax': [
        'error',
        { selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']", message: 'Words are text, never markup.' },
      ],
    },
  },
  // Inner loops over typed arrays stay inside their bounds; a default there would cost training time and hide slips.
  {
    files: ['tests/**', 'indexer/vocabulary/**', 'site/search/understand/model.ts'],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off' },
  },
  arrows(
    ['content/**/*.ts'],
    ['**/indexer/**', '**/site/**', '**/tests/**', 'astro*'],
    'content/ is the meaning of the data: it imports nothing outside content/.',
  ),
  arrows(
    ['indexer/**/*.ts'],
    ['**/site/**', '**/tests/**', 'astro*'],
    'indexer/ reads content/ and nothing further on.',
  ),
  arrows(['site/**/*.{ts,tsx,astro}'], ['**/tests/**'], 'site/ does not import its tests.'),
);
