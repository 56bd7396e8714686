/* step-list.h — the steps of a tokenizer.json, one or a sequence of them
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/files/json.h"

G_BEGIN_DECLS

/* What the struct of a kind of step begins with; behind it comes what it does. */
typedef struct {
  const char *name;
  gboolean  (*read) (gpointer         step,
                     const HeedJson  *json,
                     GError         **error);  /* NULL: it has no fields */
} HeedStepKind;

/* What the struct of a step begins with. */
typedef struct {
  const HeedStepKind *kind;
} HeedTextStep;

/* What normalizers, pre-tokenizers and decoders have alike: an object with a type,
 * or a "Sequence" of such under a name of its own. */
typedef struct {
  const char         *what;        /* for messages: "pre_tokenizer" */
  const char         *sequence;    /* where a "Sequence" keeps its steps */
  const HeedStepKind *kinds;       /* the first of n_kinds, kind_bytes apart */
  guint               n_kinds;
  gsize               kind_bytes;
  gsize               step_bytes;  /* a step is made of that many zeros */
  GDestroyNotify      free;
} HeedStepKinds;

/* What the struct of a normalizer, a pre-tokenizer or a decoder has, and no more. */
typedef struct {
  GPtrArray *steps;     /* each begins with HeedTextStep; in the order of the file */
  gboolean   is_given;  /* FALSE: the file has none, which is not a sequence of none */
} HeedStepList;

/* None if json is NULL or null. */
HeedStepList *heed_step_list_new  (const HeedStepKinds  *kinds,
                                   const HeedJson       *json,
                                   GError              **error);
void          heed_step_list_free (HeedStepList         *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedStepList, heed_step_list_free)

G_END_DECLS
