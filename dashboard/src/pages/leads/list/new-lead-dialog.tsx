import { zodResolver } from '@hookform/resolvers/zod';
import { useNavigate } from '@tanstack/react-router';
import { useForm } from 'react-hook-form';
import { api, dataOf } from '../../../api/client.ts';
import { BusyButton } from '../../../ui/busy-button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { NewLead, type NewLeadInput, type NewLeadValues } from './new-lead-form.ts';

const FIELDS = [
  ['phone', 'Phone', 'tel'],
  ['name', 'Name', 'text'],
  ['email', 'Email', 'email'],
  ['source', 'Where they come from', 'text'],
] as const;

/** A lead that somebody enters by hand; the story of it opens. */
export function NewLeadDialog({ onClose }: { onClose: () => void }) {
  const navigate = useNavigate();
  const form = useForm<NewLeadInput, unknown, NewLeadValues>({
    resolver: zodResolver(NewLead),
    mode: 'onBlur',
    defaultValues: { phone: '', name: '', email: '', source: '' },
  });
  const { errors, isSubmitting } = form.formState;
  const save = form.handleSubmit(async (values) => {
    try {
      const lead = await dataOf(api.POST('/api/leads', { body: values }));
      onClose();
      await navigate({ to: '/leads/$leadId', params: { leadId: String(lead.id) } });
    } catch (error) {
      form.setError('root', { message: error instanceof Error ? error.message : String(error) });
    }
  });
  return (
    <Dialog title="New lead" onClose={onClose}>
      <form className="stack" noValidate onSubmit={(event) => void save(event)}>
        {FIELDS.map(([name, label, type]) => (
          <div className="field" key={name}>
            <label htmlFor={`new-${name}`}>{label}</label>
            <input
              id={`new-${name}`}
              className="input"
              type={type}
              aria-invalid={errors[name] !== undefined}
              aria-describedby={errors[name] ? `new-${name}-fault` : undefined}
              {...form.register(name)}
            />
            {errors[name] && (
              <p className="fault" id={`new-${name}-fault`}>
                {errors[name].message}
              </p>
            )}
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
            Save lead
          </BusyButton>
        </div>
      </form>
    </Dialog>
  );
}
