/* transformer-names.h — what others call the tensors of a Transformer's layers
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/formats/layouts/recognition.h"

G_BEGIN_DECLS

/* A tensor of a layer, "self_attention.query.*", and what it is called there. */
typedef struct {
  const char *ours;
  const char *theirs;
} HeedTensorName;

/* Some rows of a tensor, all columns: n-th of n_parts that are stacked. Of its
 * bias, which has one row, these columns. */
typedef struct {
  const char *ours;    /* "self_attention.query" */
  const char *theirs;  /* "self_attn.in_proj_" */
  guint       part;
  guint       n_parts;
} HeedStackedName;

/* Layer 3 is ours + "3." and theirs + "3" + mark, mark being "." or "/". Both
 * tables end with an entry without names. */
void heed_recognition_say_layers  (HeedRecognition        *recognition,
                                   const char             *ours,
                                   const char             *theirs,
                                   const char             *mark,
                                   guint                   n_layers,
                                   const HeedTensorName   *names);
void heed_recognition_say_stacked (HeedRecognition        *recognition,
                                   const char             *ours,
                                   const char             *theirs,
                                   const char             *mark,
                                   guint                   n_layers,
                                   const HeedStackedName  *names);

G_END_DECLS
