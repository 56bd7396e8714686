/* pickle-names.h — the classes and functions a pickle may name
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/files/pickle-value.h"

G_BEGIN_DECLS

/* What becomes of a call in a pickle. */
typedef enum {
  HEED_PICKLE_CALL_REFUSED,    /* may be named and made from nothing, not called */
  HEED_PICKLE_CALL_DICT,
  HEED_PICKLE_CALL_LIST,
  HEED_PICKLE_CALL_TENSOR,     /* storage, offset, shape, strides and more */
  HEED_PICKLE_CALL_TENSOR_V3,  /* the same, and the dtype in place 6 */
  HEED_PICKLE_CALL_FIRST,      /* is its first argument */
  HEED_PICKLE_CALL_FROM_TYPE,  /* function, class, arguments: calls function */
  HEED_PICKLE_CALL_ENCODE,     /* a text of Latin-1, to bytes */
  HEED_PICKLE_CALL_BYTES,      /* nothing, bytes, or what ENCODE takes, to bytes */
  HEED_PICKLE_CALL_MEMBER,     /* a name, and one of its members, to a longer name */
  HEED_PICKLE_CALL_NEW,        /* class, arguments: as the opcode NEWOBJ */
  HEED_PICKLE_CALL_RECONSTRUCT,  /* class, its base, what the base held: as NEWOBJ */
  HEED_PICKLE_CALL_OBJECT      /* a record of its arguments */
} HeedPickleCall;

struct _HeedPickleName {
  const char     *module;     /* NULL: not known */
  const char     *name;       /* "*": every name of the module, and below it */
  HeedPickleCall  call;
  gboolean        is_storage;
  gboolean        has_dtype;  /* STORAGE classes and torch's dtypes */
  HeedDtype       dtype;
};

const HeedPickleName *heed_pickle_name_find (const char *module,
                                             const char *name);

G_END_DECLS
