import { Route, Routes } from '../navigation';
import { CorridorPage } from './CorridorPage';
import { CorridorsPage } from './CorridorsPage';
import { RequestPage, RequestsPage } from './RequestsPage';
import { RunPage, SecurityPage } from './SecurityPage';

/** All our pages, below the root route. */
export function CorridorsRouter() {
  return (
    <Routes>
      <Route path="/" element={<CorridorsPage />} />
      <Route path="/security" element={<SecurityPage />} />
      <Route path="/security/runs/:id" element={<RunPage />} />
      <Route path="/requests" element={<RequestsPage />} />
      <Route path="/requests/:id" element={<RequestPage />} />
      <Route path="/:name" element={<CorridorPage />} />
      <Route path="/:name/:tab" element={<CorridorPage />} />
    </Routes>
  );
}
