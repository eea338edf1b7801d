import type { APIRoute } from 'astro';
import { feedOpenApi } from '../../../indexer/feeds/about.ts';
import { siteAddress } from '../../build/data.ts';
import { directory } from '../../directory.ts';

/** The feed's own OpenAPI description. */
export const GET: APIRoute = () => Response.json(feedOpenApi(directory, siteAddress));
