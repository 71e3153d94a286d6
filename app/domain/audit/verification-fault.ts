/** The first thing that is wrong with one chain or one record. */
export type VerificationFault = {
  /** The log itself; the anchors over it, and their copy in a file; the answers of one attempt; else the record that the log tells of. */
  readonly chain:
    | 'log'
    | 'anchors'
    | 'anchor-file'
    | 'answers'
    | 'attempt'
    | 'grade'
    | 'certificate'
    | 'revocation'
    | 'sitting'
    | 'role'
    | 'hours'
    | 'content'
    | 'token'
    | 'setting';
  /** The stream, the attempt, or the id of the record, of content its kind, code and number; the anchors are one chain without a name. */
  readonly stream: string;
  /** The entry, the anchor, the answer or the line of the file; 0 for a record. */
  readonly n: number;
  /**
   * `missing`: there is no entry n, or no such record. `unlinked`: entry n does not follow the one before it.
   * `altered`: entry n is not what was recorded. `head-differs`: the chain does not end where it should.
   * `signature-invalid`: not signed by this installation. `differs-from-anchor`: entry n is not the one that was
   * signed. `differs-from-file`: anchor n is not the one that was kept outside the database. `differs-from-log`,
   * `not-in-log`: the log says something else of the record, or nothing. `differs-from-statement`: the record is not
   * what the certificate's signed statement says.
   */
  readonly fault:
    | 'missing'
    | 'unlinked'
    | 'altered'
    | 'head-differs'
    | 'signature-invalid'
    | 'differs-from-anchor'
    | 'differs-from-file'
    | 'differs-from-log'
    | 'not-in-log'
    | 'differs-from-statement';
};

/** What is wrong with one recorded fact, or with the answers of an attempt; what only chains can suffer is not among it. */
export type RecordFault = VerificationFault & {
  readonly chain: Exclude<VerificationFault['chain'], 'log' | 'anchors' | 'anchor-file'>;
  readonly fault: Exclude<
    VerificationFault['fault'],
    'unlinked' | 'head-differs' | 'differs-from-anchor' | 'differs-from-file'
  >;
};
