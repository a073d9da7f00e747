import fc from 'fast-check';

/** The same inputs in every run, so that a run says something of the program; `FC_SEED` tries others. */
fc.configureGlobal({ seed: Number(process.env.FC_SEED ?? 20261127) });

export default fc;
