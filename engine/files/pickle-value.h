/* pickle-value.h — what a pickle says, as plain data
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
  HEED_PICKLE_OBJECT,   /* of any class, as a record; its code is never run */
  HEED_PICKLE_NAME,     /* a class, function or dtype that nobody called */
  HEED_PICKLE_STORAGE,  /* numbers that tensors view */
  HEED_PICKLE_TENSOR,
  HEED_PICKLE_OTHER     /* an integer of more than 64 bits */
} HeedPickleKind;

typedef struct _HeedPickleValue   HeedPickleValue;
typedef struct _HeedPickleName    HeedPickleName;
typedef struct _HeedPickleStorage HeedPickleStorage;
typedef struct _HeedPickleTensor  HeedPickleTensor;

/* Values may be shared and may contain themselves; do not walk them without a
 * limit. They live as long as the pickle they came from. */
struct _HeedPickleValue {
  HeedPickleKind         kind;
  const char            *text;        /* TEXT; NAME and OBJECT: "argparse.Namespace" */
  union {
    gint64               integer;     /* BOOL, INT */
    double               number;      /* FLOAT */
    GBytes              *bytes;       /* BYTES */
    GPtrArray           *items;       /* LIST; DICT: key, value and so on;
                                       * OBJECT: what it was made from */
    const HeedPickleName *name;       /* NAME */
    HeedPickleStorage   *storage;     /* STORAGE */
    HeedPickleTensor    *tensor;      /* TENSOR */
  };
  gsize                  offset;      /* STORAGE: numbers before the first */
  const HeedPickleValue *state;       /* OBJECT: what it was given, or NULL */
  HeedPickleValue       *contents;    /* OBJECT: LIST or DICT of what was added to it, or NULL */
};

struct _HeedPickleStorage {
  const char *key;
  HeedDtype   dtype;
  gsize       n_values;
  GBytes     *numbers;   /* NULL until somebody finds them */
};

struct _HeedPickleTensor {
  HeedPickleStorage *storage;
  HeedDtype          dtype;
  gsize              offset;    /* numbers of dtype before the first */
  guint              n_dims;
  gsize              shape[HEED_ARRAY_MAX_DIMS];
  gsize              strides[HEED_ARRAY_MAX_DIMS];  /* in numbers */
};

/* What was read, and everything in it. storages and tensors name each one once,
 * in the order in which they came. */
typedef struct {
  HeedPickleValue *root;
  GPtrArray       *storages;  /* HeedPickleStorage */
  GPtrArray       *tensors;   /* HeedPickleTensor */

  /* private */
  GPtrArray       *values;
  GStringChunk    *texts;
  GHashTable      *by_key;    /* key -> HeedPickleStorage */
  gsize            n_copied;  /* by calls */
} HeedPickle;

/* _find: the value of a text key in a DICT, or in what an OBJECT was given or
 * holds; NULL if there is none or value is NULL, so that calls can be nested. _item:
 * i of a LIST, or NULL. The others give what they are asked for, or fallback. */
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
