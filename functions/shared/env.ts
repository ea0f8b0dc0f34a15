import type { z } from 'zod';

/** A stage was deployed without a variable that it needs, or with a wrong one. The template is at fault, not a message. */
export class EnvironmentError extends Error {
  override readonly name = 'EnvironmentError';
}

/**
 * Reads the variables that a stage needs from the process environment.
 * @throws EnvironmentError naming each variable that is missing or wrong, and the stage.
 */
export function readEnvironment<T extends z.ZodType>(schema: T): z.infer<T> {
  const parsed = schema.safeParse(process.env);
  if (parsed.success) return parsed.data;
  const stage = process.env.POWERTOOLS_SERVICE_NAME ?? 'this function';
  const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
  throw new EnvironmentError(
    `The environment of ${stage} is wrong (${faults}). Set it in the stage's construct under infra/.`,
    {
      cause: parsed.error,
    },
  );
}
