import { useForm } from 'react-hook-form';
import { api, dataOf } from '../../../api/client.ts';
import { storedRemarks, writtenRemarks } from '../../../lead/remarks.ts';
import type { LeadRow } from '../../../lead/use-lead.ts';
import { useLive } from '../../../live/use-live.ts';
import { BusyButton } from '../../../ui/busy-button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { customValue } from './custom-facts.ts';

const FIELDS = [
  ['name', 'Name'],
  ['email', 'Email'],
  ['region', 'State or region'],
  ['postal_code', 'ZIP'],
  ['timezone', 'Time zone, like America/Chicago'],
  ['external_id', 'Id of yours'],
  ['notes', 'Remarks'],
] as const;

type Values = { [N in (typeof FIELDS)[number][0]]: string } & { custom: string[] };

const shown = (value: unknown): string =>
  value === null ? '' : typeof value === 'object' ? JSON.stringify(value) : `${value}`;

/** Changes what is known of a lead; only fields that were changed are sent. */
export function EditDialog({ lead, onClose }: { lead: LeadRow; onClose: () => void }) {
  const { store } = useLive();
  const custom = Object.entries((lead.custom ?? {}) as Record<string, unknown>);
  const before = { ...lead, notes: writtenRemarks(lead.notes) };
  const known = Object.fromEntries(FIELDS.map(([name]) => [name, before[name] ?? '']));
  const form = useForm<Values>({
    defaultValues: { ...known, custom: custom.map(([, value]) => shown(value)) } as Values,
  });
  const { isSubmitting, errors } = form.formState;
  const save = form.handleSubmit(async (values) => {
    const changed = FIELDS.flatMap(([name]) => {
      const value = values[name].trim();
      if (value === (before[name] ?? '')) return [];
      const stored = name === 'notes' ? storedRemarks(value, lead.notes) : value;
      return [[name, stored === '' ? null : stored] as const];
    });
    const fields = custom.map(([name, old], index) => {
      const typed = values.custom[index] ?? '';
      return [name, typed === shown(old) ? old : customValue(typed, old)] as const;
    });
    const isCustomChanged = fields.some(([, value], index) => value !== custom[index]?.[1]);
    try {
      const asOf = store.position();
      const row = await dataOf(
        api.PATCH('/api/leads/{id}', {
          params: { path: { id: lead.id } },
          body: {
            ...Object.fromEntries(changed),
            ...(isCustomChanged ? { custom: Object.fromEntries(fields) } : {}),
          },
        }),
      );
      store.merge('lead', [row], asOf);
      onClose();
    } catch (error) {
      form.setError('root', { message: error instanceof Error ? error.message : String(error) });
    }
  });
  return (
    <Dialog title="Edit lead" onClose={onClose}>
      <form className="stack" noValidate onSubmit={(event) => void save(event)}>
        {FIELDS.map(([name, label]) => (
          <div className="field" key={name}>
            <label htmlFor={`edit-${name}`}>{label}</label>
            <input id={`edit-${name}`} className="input" {...form.register(name)} />
          </div>
        ))}
        {custom.map(([name], index) => (
          <div className="field" key={name}>
            <label htmlFor={`custom-${index}`}>{name.replaceAll('_', ' ')}</label>
            <input
              id={`custom-${index}`}
              className="input"
              {...form.register(`custom.${index}` as 'custom.0')}
            />
          </div>
        ))}
        {errors.root && (
          <p className="fault" role="alert">
            {errors.root.message}
          </p>
        )}
        <div className="row">
          <button className="btn push" type="button" onClick={onClose}>
            Cancel
          </button>
          <BusyButton className="btn go" type="submit" busy={isSubmitting ? 'Saving…' : null}>
            Save
          </BusyButton>
        </div>
      </form>
    </Dialog>
  );
}
