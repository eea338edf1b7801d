import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { pagesMayLearn } from './learning-flag.ts';

/** React's names and the small library that answers to them in the browser. */
const LIGHTER: Record<string, string> = {
  react: 'preact/compat',
  'react-dom': 'preact/compat',
  'react-dom/client': 'preact/compat/client',
  'react/jsx-runtime': 'preact/jsx-runtime',
};

/**
 * What this directory adds to Astro: an island that loads only when it is asked for, a lighter React for
 * phones, and a dev server that notices when a record changes.
 */
export function directoryParts(): AstroIntegration {
  return {
    name: 'directory-parts',
    hooks: {
      'astro:config:setup': async ({ addClientDirective, addWatchFile, updateConfig, config, command }) => {
        addClientDirective({ name: 'asked', entrypoint: './site/build/asked.ts' });
        addWatchFile(new URL('./content/records/council.yaml', config.root));
        const records = process.env.CONTENT ?? fileURLToPath(new URL('./content/records', config.root));
        // Written into the pages as a word of the language, so that what is not wanted is not built at all.
        updateConfig({ vite: { define: { __LEARNING__: String(await pagesMayLearn(records)) } } });
        if (command !== 'build') return;
        updateConfig({
          vite: {
            plugins: [
              {
                // React and its DOM weigh about 59 KB on the wire; Preact answers the same calls in 6. A parent
                // on a cheap phone pays for every one. Build time and the dev server keep the real React.
                name: 'lighter-react',
                enforce: 'pre',
                applyToEnvironment: (environment) => environment.name === 'client',
                resolveId(id) {
                  const lighter = LIGHTER[id];
                  return lighter ? this.resolve(lighter) : undefined;
                },
              },
            ],
          },
        });
      },
    },
  };
}
