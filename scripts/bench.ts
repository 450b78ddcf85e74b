/** `npm run bench`: what a portal request costs, against its floor. */
import '../bench/main.ts';
