import type { Embedders } from 'meilisearch';

/**
 * A council's own embedder, for hybrid search: words and meaning together. The server asks it for a vector of
 * every document, and of the words of every search, so it must be as trusted as the server itself. Services
 * that would send families' words to another company (`openAi`) are refused here.
 */
export type Embedder = {
  /** `ollama` and `rest` are asked over the network; `huggingFace` runs inside the server. */
  source: 'ollama' | 'rest' | 'huggingFace';
  url?: string;
  model?: string;
  /** Sent to the embedder by the server. Never printed. */
  apiKey?: string;
  /** For `rest`: how to ask and how to read the answer, as the server's documentation describes. */
  request?: Record<string, unknown>;
  response?: Record<string, unknown>;
  dimensions?: number;
  /** 0 is words alone, 1 is meaning alone. */
  semanticRatio: number;
};

/** The embedder's name inside the index. */
export const EMBEDDER_NAME = 'families';

/** For the server's `embedders` setting. The template says what of a document is worth a vector. */
export function embedderSettings({ semanticRatio: _search, ...embedder }: Embedder): Embedders {
  return {
    [EMBEDDER_NAME]: {
      ...embedder,
      documentTemplate: '{{doc.title}}. {{doc.summary}} {{doc.words}}',
      documentTemplateMaxBytes: 1200,
    } as NonNullable<Embedders>[string],
  };
}

/**
 * Reads the embedder from the environment: MEILI_EMBEDDER holds JSON, such as
 * `{"source":"ollama","url":"http://127.0.0.1:11434/api/embed","model":"nomic-embed-text"}`,
 * and MEILI_SEMANTIC_RATIO a number from 0 to 1 (0.5 unless said).
 *
 * @throws in plain words when either cannot be used
 */
export function embedderFrom(env: Record<string, string | undefined>): Embedder | undefined {
  const text = env.MEILI_EMBEDDER?.trim();
  if (text === undefined || text === '') return undefined;
  const read = parse(text);
  const known = SOURCES.find((source) => source === read.source);
  if (known === undefined) {
    throw new Error(
      `MEILI_EMBEDDER has the source "${String(read.source)}"; it must be one of ${SOURCES.join(', ')}, which can run on the council's own machines.`,
    );
  }
  const ratio = Number(env.MEILI_SEMANTIC_RATIO ?? 0.5);
  if (!(ratio >= 0 && ratio <= 1))
    throw new Error('MEILI_SEMANTIC_RATIO must be a number from 0 (words alone) to 1 (meaning alone).');
  return { ...read, source: known, semanticRatio: ratio };
}

function parse(text: string): Record<string, unknown> {
  try {
    const read: unknown = JSON.parse(text);
    if (typeof read === 'object' && read !== null && !Array.isArray(read)) return read as Record<string, unknown>;
  } catch {
    // Said below; the text itself may hold a key, so it is not repeated.
  }
  throw new Error('MEILI_EMBEDDER is not a JSON object. See indexer/meilisearch/README.md for an example.');
}

const SOURCES: readonly Embedder['source'][] = ['ollama', 'rest', 'huggingFace'];
