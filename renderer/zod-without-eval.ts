import { z } from 'zod';

// The page's policy forbids evaluating text as code, which zod otherwise tries for speed. First import of the page.
z.config({ jitless: true });
