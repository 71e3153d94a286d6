import { beginRun } from '../support/once-per-run.ts';

/** A folder for what the files of this run share. @returns what removes it. */
export default function setup() {
  return beginRun({ clusterUrl: null }).end;
}
