import { expect, it } from '@jest/globals';
import { renderToStaticMarkup } from 'react-dom/server';
import { DemoPeople } from './demo-people.tsx';

it('names each person of the demo with what their role may', () => {
  const people = [{ email: 'vera@demo.example', name: 'Vera Lind', role: 'viewer' as const }];
  const html = renderToStaticMarkup(<DemoPeople people={people} onChoose={() => undefined} />);
  expect(html).toContain('Vera, viewer');
  expect(html).toContain('Sign in<span class="sr"> as Vera Lind</span>');
});
