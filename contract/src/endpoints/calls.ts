import { OpenCalls, PlaceCall, StaffCall } from '../calls.ts';
import { endpoint } from '../endpoint.ts';
import { floorRoles } from '../vocabulary.ts';

const tag = 'Staff calls';

export const placeCall = endpoint('POST /api/calls', {
  tag,
  summary: 'Call a person to the table',
  description:
    'The same call, while it is open, is answered again and not made twice. A guest’s phone calls from a visit only.',
  for: ['table'],
  body: PlaceCall,
  status: 201,
  answer: StaffCall,
  refuses: ['no_open_session'],
});

export const listCalls = endpoint('GET /api/calls', {
  tag,
  summary: 'Calls nobody has acknowledged yet: the table’s own, or the store’s for staff',
  description: 'Oldest first.',
  for: ['table', ...floorRoles],
  answer: OpenCalls,
});

export const acknowledgeCall = endpoint('POST /api/calls/:id/acknowledge', {
  tag,
  summary: 'Somebody is on the way',
  description: 'Twice is as good as once: who was first counts, and the call is answered as it is.',
  for: floorRoles,
  answer: StaffCall,
});
