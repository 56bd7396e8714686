/* step-list.h — the steps of a tokenizer.json, one or a sequence of them
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/files/json-value.h"

G_BEGIN_DECLS

/* What normalizers, pre-tokenizers and decoders have alike: an object with a type,
 * or a "Sequence" of such under a name of its own. */
typedef struct {
  const char  *what;                    /* for messages: "pre_tokenizer" */
  const char  *sequence;                /* where a "Sequence" keeps its steps */
  const char *(*get_name) (guint kind); /* NULL from where there are no more kinds */
  gboolean    (*add) (guint            kind,
                      const HeedJson  *json,
                      GPtrArray       *steps,
                      GError         **error);
} HeedStepKinds;

gboolean heed_step_list_read (const HeedStepKinds  *kinds,
                              const HeedJson       *json,
                              GPtrArray            *steps,
                              GError              **error);

G_END_DECLS
