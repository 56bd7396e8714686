/* marian-model.h — MarianMT models of random numbers, in the folders of two tools
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/files/weights.h"

G_BEGIN_DECLS

typedef struct {
  guint width;
  guint n_heads;
  guint feed_forward;
  guint n_encoder_layers;
  guint n_decoder_layers;
  guint vocabulary;        /* with <pad>, the last */
} MarianSizes;

/* Tensors under Hugging Face's names: </s> 0, <unk> 1, <pad> the last, whose
 * embedding is zeros, as in what their converter makes of Marian's own files. */
typedef struct {
  MarianSizes  sizes;
  GArray      *arrays;     /* HeedArray */
  GPtrArray   *owned;
} MarianModel;

MarianModel *marian_model_new                (const MarianSizes  *sizes,
                                              guint32             seed);
void         marian_model_free               (MarianModel        *model);
const float *marian_model_find               (MarianModel        *model,
                                              const char         *name);

/* Both make the folder, and give its path. config: more members of config.json,
 * `"max_length": 512, `, or "". */
char        *marian_model_write_huggingface  (MarianModel        *model,
                                              const char         *name,
                                              const char         *config);

/* dtype: F32, F16, I16 or I8, for matrices; F16 for vectors too. version: 3 to
 * 6. What its converter does: no <pad>, an embedding of zeros to start with. */
char        *marian_model_write_ctranslate2  (MarianModel        *model,
                                              const char         *name,
                                              guint               version,
                                              HeedDtype           dtype);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MarianModel, marian_model_free)

G_END_DECLS
