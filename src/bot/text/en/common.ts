import type zh from '../zh/common.ts';

export default {
  cancel: 'Cancel',
  confirm: 'Confirm',
  back: '‹ Back',
  comma: ', ',
  noName: '(no visible name)',
} satisfies typeof zh;
