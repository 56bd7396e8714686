/* step-list.h — a step of a tokenizer.json, or a sequence of them
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/files/json.h"

G_BEGIN_DECLS

/* The common beginning of the structs for kinds of steps; the function that applies a step
 * follows. */
typedef struct {
  const char *name;
  gboolean  (*read) (gpointer         step,
                     const HeedJson  *json,
                     GError         **error);  /* NULL if it has no fields */
} HeedStepKind;

/* The common beginning of the structs for steps. */
typedef struct {
  const HeedStepKind *kind;
} HeedTextStep;

/* The common format of normalizers, pre-tokenizers and decoders: an object with a type, or a
 * "Sequence" of such objects in a member whose name differs. */
typedef struct {
  const char         *what;        /* for error messages: "pre_tokenizer" */
  const char         *sequence;    /* the member of a "Sequence" that has its steps */
  const HeedStepKind *kinds;       /* the first of n_kinds, kind_bytes apart */
  guint               n_kinds;
  gsize               kind_bytes;
  gsize               step_bytes;  /* size of the struct of a step, which starts out zeroed */
  GDestroyNotify      free;
} HeedStepKinds;

/* The complete contents of a normalizer, a pre-tokenizer or a decoder. */
typedef struct {
  GPtrArray *steps;     /* each begins with HeedTextStep; in file order */
  gboolean   is_given;  /* FALSE if the file has none, which differs from an empty sequence */
} HeedStepList;

/* What all steps together may write for one text, or for all added tokens of a file. */
#define HEED_STEPS_MAX_BYTES ((gsize) 16 * 1024 * 1024)

/* The list is empty if json is NULL or null. */
HeedStepList *heed_step_list_new  (const HeedStepKinds  *kinds,
                                   const HeedJson       *json,
                                   GError              **error);
void          heed_step_list_free (HeedStepList         *self);

/* Takes the bytes that a step has written off what all steps may write. */
gboolean      heed_step_list_spend (const HeedStepKinds  *kinds,
                                    gsize                 n_bytes,
                                    gsize                *n_bytes_left,
                                    GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedStepList, heed_step_list_free)

G_END_DECLS
