import { z } from '@hono/zod-openapi';

/** As many contacts as a page may ask for: an id and a few words each. */
const LARGEST_PAGE = 500;

/** The query of a list of contacts that goes on after one of them. */
export const ContactPageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(LARGEST_PAGE).default(100),
  /** The contact after which the page begins, as the page before gave it. */
  cursor: z
    .string()
    .regex(/^contact-[0-9a-f]{32}$/, 'must be the cursor of the page before')
    .optional(),
});
