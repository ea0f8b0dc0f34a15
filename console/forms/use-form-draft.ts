import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { FieldValue } from '../../functions/contracts/form.ts';
import { ApiProblem, newKey } from '../api/client.ts';
import { sendWhenOnline } from '../api/send-when-online.ts';
import type { FormView } from '../api/types.ts';
import { useSignedIn } from '../session/session-gate.tsx';

type Field = Pick<FormView['fields'][number], 'name' | 'lastEvent' | 'values' | 'prefilled'>;

export interface FormDraft {
  fieldOf(name: string): Field;
  /** What stands in a field now: typed, saved, or known to the case. */
  valueOf(name: string): FieldValue;
  type(name: string, value: FieldValue): void;
  complete(): Promise<void>;
  readonly state: 'idle' | 'saving' | 'waiting';
  readonly savedAt: number | null;
  readonly completed: FormView['completed'];
  readonly refusal: string | null;
}

/** A pause in typing after which it is saved. */
const PAUSE_MS = 700;

interface Saved {
  readonly lastEvent: number;
  readonly fields: Omit<Field, 'prefilled'>[];
}

/**
 * What a person types into a form of a case. It is saved field by field a moment after they stop; a save that does not get through is made
 * again when the network is back. Where somebody else wrote the same field meanwhile, both values stand until a person decides.
 */
export function useFormDraft(caseId: string, view: FormView): FormDraft {
  const { api } = useSignedIn();
  const queries = useQueryClient();
  const path = `/api/cases/${caseId}/forms/${view.form}`;
  const [fields, setFields] = useState(() => new Map<string, Field>(view.fields.map((field) => [field.name, field])));
  const [typed, setTyped] = useState<ReadonlyMap<string, FieldValue>>(new Map());
  const [state, setState] = useState<FormDraft['state']>('idle');
  const [savedAt, setSavedAt] = useState<number | null>(null);
  const [completed, setCompleted] = useState(view.completed);
  const [refusal, setRefusal] = useState<string | null>(null);
  const lastEvent = useRef(view.lastEvent);
  const known = useRef(fields);
  const unsaved = useRef(typed);
  const saving = useRef<Promise<void> | null>(null);
  known.current = fields;
  unsaved.current = typed;

  const take = useCallback((saved: Saved) => {
    lastEvent.current = saved.lastEvent;
    setFields((now) => {
      const next = new Map(now);
      for (const field of saved.fields) next.set(field.name, { ...field, prefilled: null });
      return next;
    });
    setSavedAt(Date.now());
  }, []);

  const saveOnce = useCallback(async () => {
    const sent = new Map(unsaved.current);
    if (sent.size === 0) return;
    const body = {
      fields: Object.fromEntries(
        [...sent].map(([name, value]) => [name, { value, was: known.current.get(name)?.lastEvent ?? null }]),
      ),
    };
    const idempotencyKey = newKey();
    setState('saving');
    try {
      const answer = await sendWhenOnline(
        () => api.ask<Saved>(path, { method: 'PATCH', idempotencyKey, body }),
        (waiting) => setState(waiting ? 'waiting' : 'saving'),
      );
      take(answer.body);
      setRefusal(null);
    } catch (error) {
      // Saved too: the values of two people stand beside each other.
      const saved = error instanceof ApiProblem && error.status === 409 ? (error.problem as unknown as Saved) : null;
      setRefusal((error as Error).message);
      if (saved?.fields === undefined) {
        setState('idle');
        return;
      }
      take(saved);
    }
    // What was typed since stays, and is saved next.
    setTyped((now) => new Map([...now].filter(([name, value]) => sent.get(name) !== value)));
    setState('idle');
  }, [api, path, take]);

  const save = useCallback(() => {
    saving.current = (saving.current ?? Promise.resolve()).then(saveOnce);
    return saving.current;
  }, [saveOnce]);

  useEffect(() => {
    if (typed.size === 0) return;
    const timer = setTimeout(() => void save(), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed, save]);

  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => {
      if (unsaved.current.size > 0) event.preventDefault();
    };
    addEventListener('beforeunload', warn);
    return () => {
      removeEventListener('beforeunload', warn);
      // The page is left by a link: what was typed in the last moment goes too.
      if (unsaved.current.size > 0) void save();
      void queries.invalidateQueries({ queryKey: ['form', caseId, view.form] });
    };
  }, [save, queries, caseId, view.form]);

  const fieldOf = (name: string): Field => fields.get(name) ?? { name, lastEvent: null, values: [], prefilled: null };
  return {
    fieldOf,
    valueOf: (name) => {
      if (typed.has(name)) return typed.get(name) ?? null;
      const { values, prefilled } = fieldOf(name);
      return values.at(-1)?.value ?? (values.length > 0 ? null : (prefilled?.value ?? null));
    },
    type: (name, value) => setTyped((now) => new Map([...now, [name, value]])),
    complete: async () => {
      await save();
      try {
        const answer = await api.ask<FormView>(`${path}/completion`, {
          method: 'POST',
          ifMatch: `"${lastEvent.current}"`,
        });
        take(answer.body);
        setCompleted(answer.body.completed);
        setRefusal(null);
        void queries.invalidateQueries({ queryKey: ['forms', caseId] });
      } catch (error) {
        setRefusal((error as Error).message);
      }
    },
    state,
    savedAt,
    completed,
    refusal,
  };
}
