/* pickle-value.h — the contents of a pickle as plain data
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/files/weights.h"

G_BEGIN_DECLS

typedef enum {
  HEED_PICKLE_NONE,
  HEED_PICKLE_BOOL,
  HEED_PICKLE_INT,
  HEED_PICKLE_FLOAT,
  HEED_PICKLE_TEXT,
  HEED_PICKLE_BYTES,
  HEED_PICKLE_LIST,     /* list, tuple or set */
  HEED_PICKLE_DICT,
  HEED_PICKLE_OBJECT,   /* of any class, as a record; no code is run */
  HEED_PICKLE_NAME,     /* a class, function or dtype that was not called */
  HEED_PICKLE_STORAGE,  /* numbers that tensors refer to */
  HEED_PICKLE_TENSOR,
  HEED_PICKLE_OTHER     /* an integer of more than 64 bits, or a text with escapes */
} HeedPickleKind;

typedef struct _HeedPickleValue   HeedPickleValue;
typedef struct _HeedPickleName    HeedPickleName;
typedef struct _HeedPickleStorage HeedPickleStorage;
typedef struct _HeedPickleTensor  HeedPickleTensor;

/* Values may be shared and may contain themselves: traversal needs a limit. They are valid as
 * long as the pickle. */
struct _HeedPickleValue {
  HeedPickleKind         kind;
  const char            *text;        /* TEXT; NAME and OBJECT: "argparse.Namespace" */
  union {
    gint64               integer;     /* BOOL, INT */
    double               number;      /* FLOAT */
    GBytes              *bytes;       /* BYTES */
    GPtrArray           *items;       /* LIST; DICT: key, value and so on; OBJECT: its arguments */
    const HeedPickleName *name;       /* NAME */
    HeedPickleStorage   *storage;     /* STORAGE */
    HeedPickleTensor    *tensor;      /* TENSOR */
  };
  gsize                  offset;      /* STORAGE: number of the first element */
  const HeedPickleValue *state;       /* OBJECT: its state, or NULL */
  HeedPickleValue       *contents;    /* OBJECT: LIST or DICT of the items added to it, or NULL */
};

struct _HeedPickleStorage {
  const char *key;
  HeedDtype   dtype;
  gsize       n_values;
  GBytes     *numbers;   /* NULL until they are found */
};

struct _HeedPickleTensor {
  HeedPickleStorage *storage;
  HeedDtype          dtype;
  gsize              offset;    /* of the first element, in numbers of dtype */
  guint              n_dims;
  gsize              shape[HEED_ARRAY_MAX_DIMS];
  gsize              strides[HEED_ARRAY_MAX_DIMS];  /* in numbers, not bytes */
};

/* A pickle and all its values. storages and tensors have each one once, in order of appearance. */
typedef struct {
  HeedPickleValue *root;
  GPtrArray       *storages;  /* HeedPickleStorage */
  GPtrArray       *tensors;   /* HeedPickleTensor */

  /* private */
  GPtrArray       *values;
  GStringChunk    *texts;
  GHashTable      *by_key;    /* key -> HeedPickleStorage */
  gsize            n_copied;  /* values copied by calls */
} HeedPickle;

/* _find: the value of a text key in a DICT, or in the state or contents of an OBJECT; NULL if
 * there is none or value is NULL, so that calls can be nested. _item: item i of a LIST, or NULL.
 * The others return the value of that kind, or fallback. */
const HeedPickleValue *heed_pickle_value_find     (const HeedPickleValue  *value,
                                                   const char             *key);
guint                  heed_pickle_value_get_size (const HeedPickleValue  *value);
const HeedPickleValue *heed_pickle_value_get_item (const HeedPickleValue  *value,
                                                   guint                   i);
const char            *heed_pickle_value_get_text (const HeedPickleValue  *value,
                                                   const char             *fallback);
gint64                 heed_pickle_value_get_int  (const HeedPickleValue  *value,
                                                   gint64                  fallback);

G_END_DECLS
