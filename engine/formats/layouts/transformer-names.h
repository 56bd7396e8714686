/* transformer-names.h — foreign names of the tensors of a Transformer's layers
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/formats/layouts/recognition.h"

G_BEGIN_DECLS

/* A tensor of a layer, such as "self_attention.query.*", and its foreign name. */
typedef struct {
  const char *ours;
  const char *theirs;
} HeedTensorName;

/* Some rows of a tensor, with all columns: the part-th of n_parts that are stacked. Of its bias,
 * which has one row, the same range of columns. */
typedef struct {
  const char *ours;    /* such as "self_attention.query" */
  const char *theirs;  /* such as "self_attn.in_proj_" */
  guint       part;
  guint       n_parts;
} HeedStackedName;

/* Layer 3 is ours + "3." and theirs + "3" + mark, where mark is "." or "/". Both tables end with
 * an entry without names. */
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
