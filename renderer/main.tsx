import './zod-without-eval.ts';
import './theme/tokens.css';
import './theme/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { shareStyleNonce } from './theme/style-nonce.ts';

shareStyleNonce();

const desk = document.getElementById('desk');
if (desk === null) throw new Error('The page has no place for the desk');
createRoot(desk).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
