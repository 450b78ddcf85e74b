import changelog from '../../../CHANGELOG.md?raw';

/** The project's changelog without its own title. It is in English in every language. */
export default changelog.replace(/^# .*\n+/, '');
