import type { APIRoute } from 'astro';
import { feedDetails } from '../../../indexer/feeds/about.ts';
import { siteAddress } from '../../build/data.ts';
import { directory } from '../../directory.ts';

/** The root of the Open Referral UK feed: what it is, and what a static host cannot do. */
export const GET: APIRoute = () => Response.json(feedDetails(directory, siteAddress));
