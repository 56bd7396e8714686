/* pickle-names.h — the classes and functions known in pickles
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/files/pickle-value.h"

G_BEGIN_DECLS

/* The handling of a call in a pickle. */
typedef enum {
  HEED_PICKLE_CALL_REFUSED,    /* may be named, and constructed without a call, but not called */
  HEED_PICKLE_CALL_DICT,
  HEED_PICKLE_CALL_LIST,
  HEED_PICKLE_CALL_TENSOR,     /* storage, offset, shape, strides and more */
  HEED_PICKLE_CALL_TENSOR_V3,  /* the same, with the dtype as argument 6 */
  HEED_PICKLE_CALL_FIRST,      /* returns its first argument */
  HEED_PICKLE_CALL_FROM_TYPE,  /* function, class, arguments: calls function */
  HEED_PICKLE_CALL_ENCODE,     /* converts a Latin-1 text to bytes */
  HEED_PICKLE_CALL_BYTES,      /* converts nothing, bytes, or the arguments of ENCODE to bytes */
  HEED_PICKLE_CALL_MEMBER,     /* appends a member to a name */
  HEED_PICKLE_CALL_NEW,        /* class, arguments: as the opcode NEWOBJ */
  HEED_PICKLE_CALL_RECONSTRUCT,  /* class, its base, contents of the base: as NEWOBJ */
  HEED_PICKLE_CALL_OBJECT      /* makes a record of its arguments */
} HeedPickleCall;

struct _HeedPickleName {
  const char     *module;     /* NULL if unknown */
  const char     *name;       /* "*": every name in the module and its submodules */
  HeedPickleCall  call;
  gboolean        is_storage;
  gboolean        has_dtype;  /* STORAGE classes and torch's dtypes */
  HeedDtype       dtype;
};

const HeedPickleName *heed_pickle_name_find (const char *module,
                                             const char *name);

G_END_DECLS
